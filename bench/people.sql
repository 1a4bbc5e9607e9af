-- Invented people of one agency, {people} of them; the first {evidenced} with complete evidence of the period.
-- Person i: 1–50 report to 51, 53 to 54, from 61 on in groups of twelve to the last of the group; 52 is the
-- pengelola kepegawaian. About 50 people a unit.
CREATE FUNCTION pg_temp.key(kind int, i bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS
    $$ SELECT (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid $$;

CREATE FUNCTION pg_temp.superior(i int) RETURNS int IMMUTABLE LANGUAGE sql AS
    $$ SELECT CASE WHEN i <= 50 THEN 51 WHEN i = 53 THEN 54 WHEN i > 60 AND i % 12 > 0 THEN i + 12 - i % 12 END $$;

INSERT INTO trust_person (id, nip, name)
SELECT pg_temp.key(1, i), '19900101201' || lpad(i::text, 7, '0'),
    (ARRAY['Siti','Budi','Rahma','Hendra','Dewi','Agus','Maria','Yusuf','Ratna','Togar','Nur','Joko','Fitri','Samuel',
           'Laila','Andi','Wulan','Rizal','Tiur','Bayu'])[1 + i % 20] || ' ' ||
    (ARRAY['Lubis','Wijaya','Hasibuan','Putri','Siregar','Santoso','Ginting','Halim','Nasution','Purba','Saragih',
           'Harahap','Utami','Sitorus','Pratama','Tarigan','Lestari','Daulay','Manurung'])[1 + i / 20 % 19]
FROM generate_series(1, {people}) i;

INSERT INTO trust_account (id, password, login, person_id, is_active)
SELECT pg_temp.key(2, i), '!', 'pegawai' || i, pg_temp.key(1, i), true FROM generate_series(1, {people}) i;

INSERT INTO trust_membership (account_id, agency_id)
SELECT pg_temp.key(2, i), '{agency}' FROM generate_series(1, {people}) i;

INSERT INTO people_unit (agency_id, id, code, name, kind)
SELECT '{agency}', pg_temp.key(3, u), 'U' || u, 'Unit Pelayanan ' || u, 'unit' FROM generate_series(0, {people} / 50) u;

INSERT INTO people_employment
    (agency_id, id, person_id, code, unit_id, position_title, position_kind, level, rank, grade, status, valid)
SELECT '{agency}', pg_temp.key(4, i), pg_temp.key(1, i), 'P' || i, pg_temp.key(3, i / 50), 'Pengelola Layanan',
    'pelaksana', '', 'Penata', 'III/c', 'pns', daterange('2020-01-01', NULL)
FROM generate_series(1, {people}) i;

INSERT INTO people_supervision (agency_id, id, person_id, superior_id, valid, reason)
SELECT '{agency}', pg_temp.key(5, i), pg_temp.key(1, i), pg_temp.key(1, pg_temp.superior(i)),
    daterange('2020-01-01', NULL), ''
FROM generate_series(1, {people}) i WHERE pg_temp.superior(i) <= {people};

INSERT INTO people_roleassignment (agency_id, id, person_id, role, valid)
VALUES ('{agency}', pg_temp.key(6, 52), pg_temp.key(1, 52), 'kepegawaian', daterange('2020-01-01', NULL));

CREATE FUNCTION pg_temp.nilai(v int) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT (ARRAY
    ['berorientasi_pelayanan','akuntabel','kompeten','harmonis','loyal','adaptif','kolaboratif'])[v] $$;

-- Evidence: 2 RHK of 5 indicators with realisations and proofs, 8 raters × 7 values, 20 services, a few words.
INSERT INTO planning_plan (agency_id, id, person_id, year, approach)
SELECT '{agency}', pg_temp.key(10, i), pg_temp.key(1, i), {year}, 'kuantitatif' FROM generate_series(1, {evidenced}) i;

INSERT INTO planning_plannedresult (agency_id, id, plan_id, number, priority, statement, leader_result, assigned_by)
SELECT '{agency}', pg_temp.key(11, i * 10 + r), pg_temp.key(10, i), r, CASE r WHEN 1 THEN 'utama' ELSE 'tambahan' END,
    'Permohonan warga terlayani menurut standar pelayanan ' || r, 'Meningkatnya mutu layanan', ''
FROM generate_series(1, {evidenced}) i, generate_series(1, 2) r;

INSERT INTO planning_indicator
    (agency_id, id, planned_result_id, number, statement, aspect, target, lower, upper, unit, direction, perspective)
SELECT '{agency}', pg_temp.key(12, i * 100 + r * 10 + k), pg_temp.key(11, i * 10 + r), k,
    'Persentase permohonan yang selesai pada waktunya ' || k, 'kuantitas', '90–100 %', 90, 100, '%', 'lebih_besar', ''
FROM generate_series(1, {evidenced}) i, generate_series(1, 2) r, generate_series(1, 5) k;

INSERT INTO activities_realisation
    (agency_id, id, planned_result_id, indicator_id, period_code, text, figure, self_judgement, superior_judgement)
SELECT '{agency}', pg_temp.key(13, i * 100 + r * 10 + k), pg_temp.key(11, i * 10 + r),
    pg_temp.key(12, i * 100 + r * 10 + k), '{period_code}', 'Terlayani menurut register', 80 + (i * 7 + k * 3) % 30, '', ''
FROM generate_series(1, {evidenced}) i, generate_series(1, 2) r, generate_series(1, 5) k;

INSERT INTO activities_evidence (agency_id, id, realisation_id, number, note, link)
SELECT '{agency}', pg_temp.key(14, i * 100 + r * 10 + k), pg_temp.key(13, i * 100 + r * 10 + k), 1,
    'Register layanan triwulan', ''
FROM generate_series(1, {evidenced}) i, generate_series(1, 2) r, generate_series(1, 5) k;

INSERT INTO voices_rating (agency_id, id, code, person_id, period_code, source, component, criterion, value, scale)
SELECT '{agency}', pg_temp.key(15, i * 10 + v), 'N' || i || '-' || v, pg_temp.key(1, i), '{period_code}', 'atasan',
    'perilaku', pg_temp.nilai(v), 2 + (i + v) % 3, 5
FROM generate_series(1, {evidenced}) i, generate_series(1, 7) v;

INSERT INTO voices_anonymousanswer
    (agency_id, id, round_id, person_id, open, component, criterion, rating, scale, value, text, stance, week_date)
SELECT '{agency}', gen_random_uuid(), '{round}', pg_temp.key(1, i), false, 'perilaku', pg_temp.nilai(v),
    2 + (i + v + g) % 3, 5, '', '', '', '{monday}'
FROM generate_series(1, {evidenced}) i, generate_series(1, 7) g, generate_series(1, 7) v;

INSERT INTO voices_feedback (agency_id, id, code, person_id, period_code, source, planned_result_id, value, text, stance)
SELECT '{agency}', pg_temp.key(16, i * 10 + r), 'UB' || i || '-' || r, pg_temp.key(1, i), '{period_code}', 'atasan',
    pg_temp.key(11, i * 10 + r), '', 'Sudah baik, pertahankan ketelitian pada berkas warga.', 'positif'
FROM generate_series(1, {evidenced}) i, generate_series(1, 2) r;

INSERT INTO activities_servicetransaction
    (agency_id, id, person_id, number, service, received_at, finished_at, standard, unit, accurate)
SELECT '{agency}', pg_temp.key(17, i * 100 + t), pg_temp.key(1, i), 'REG-' || i || '-' || t, 'Perekaman KTP-el',
    '{start}'::timestamptz + t * interval '1 day' + interval '8 hours',
    '{start}'::timestamptz + t * interval '1 day' + interval '8 hours' + (5 + (i + t) % 40) * interval '1 minute',
    30, 'menit', (i + t) % 9 > 0
FROM generate_series(1, {evidenced}) i, generate_series(1, 20) t;
