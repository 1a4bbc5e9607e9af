-- An appraisal with a snapshot for everybody beyond the first {evidenced}; every third is decided. The document is a
-- snapshot of the product with another person's key in it.
INSERT INTO appraisal_snapshot
    (agency_id, id, appraisal_id, taken_at, evidence, digest, results, behaviour, predicate, missing)
SELECT '{agency}', pg_temp.key(21, i), pg_temp.key(20, i), '{at}',
    replace(%(document)s, %(person)s, pg_temp.key(1, i)::text), encode(sha256(i::text::bytea), 'hex'),
    (ARRAY['di_atas','sesuai','di_bawah'])[1 + i %% 3], 'sesuai', (ARRAY['baik','baik','butuh_perbaikan'])[1 + i %% 3], '[]'
FROM generate_series({evidenced} + 1, {people}) i;

INSERT INTO appraisal_decision
    (agency_id, id, appraisal_id, number, snapshot_id, person_id, decided_by_id, decided_at, results, behaviour,
     predicate, recommended_results, recommended_behaviour, results_reason, behaviour_reason, note, parties)
SELECT '{agency}', pg_temp.key(22, i), pg_temp.key(20, i), 1, pg_temp.key(21, i), pg_temp.key(1, i),
    pg_temp.key(1, pg_temp.superior(i)), '{at}', 'sesuai', 'sesuai', 'baik', 'sesuai', 'sesuai', '', '', '', '{{}}'
FROM generate_series({evidenced} + 1, {people}) i WHERE i %% 3 = 1 AND pg_temp.superior(i) <= {people};

INSERT INTO appraisal_appraisal
    (agency_id, id, period_id, person_id, unit_id, position_title, superior_id, status, snapshot_id, decision_id)
SELECT '{agency}', pg_temp.key(20, i), '{period}', pg_temp.key(1, i), pg_temp.key(3, i / 50), 'Pengelola Layanan',
    pg_temp.key(1, NULLIF(LEAST(pg_temp.superior(i), {people} + 1), {people} + 1)),
    CASE WHEN d.id IS NULL THEN 'belum_ditetapkan' ELSE 'ditetapkan' END, pg_temp.key(21, i), d.id
FROM generate_series({evidenced} + 1, {people}) i LEFT JOIN appraisal_decision d ON d.id = pg_temp.key(22, i);
