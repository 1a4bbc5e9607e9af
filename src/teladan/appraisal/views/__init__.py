"""Pages of the appraisal, one file for each room."""
