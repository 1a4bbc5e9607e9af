"""What pages of every module share: tables, exports, words. Knows neither models nor agencies."""
