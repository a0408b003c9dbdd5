-- The record, version 1. JSON columns hold objects of the reading format.
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE run (id INTEGER PRIMARY KEY, manifest TEXT NOT NULL, outcome TEXT);
CREATE TABLE article (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  source TEXT NOT NULL,
  outlet TEXT,
  published TEXT,
  version_of TEXT,             -- the article that came from the same source before
  json TEXT NOT NULL,          -- the `article` object without its text
  text TEXT NOT NULL,
  text_hash TEXT NOT NULL,
  findings_hash TEXT NOT NULL, -- of all its findings as stored, in order
  read_with TEXT NOT NULL,     -- versions of readers, lore and model, and the metadata
  run INTEGER NOT NULL REFERENCES run
);
CREATE INDEX article_order ON article (published IS NULL, published, key, id);
CREATE INDEX article_version ON article (version_of);
CREATE TABLE source (
  source TEXT NOT NULL,
  article TEXT NOT NULL REFERENCES article ON DELETE CASCADE,
  read_with TEXT NOT NULL,
  PRIMARY KEY (source, article)
) WITHOUT ROWID;
CREATE INDEX source_article ON source (article);
CREATE TABLE finding (
  article TEXT NOT NULL REFERENCES article ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (article, position)
) WITHOUT ROWID;
CREATE INDEX finding_id ON finding (id);
CREATE INDEX finding_kind ON finding (kind);
CREATE TABLE coverage (source TEXT NOT NULL, outlet TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL,
  complete INTEGER NOT NULL);
CREATE TABLE former (              -- what was read of an article before it was read again
  article TEXT NOT NULL,
  run INTEGER NOT NULL,            -- that read it so
  read_with TEXT NOT NULL,
  findings BLOB,                   -- zlib over JSON lines; NULL where the next reading is the same
  PRIMARY KEY (article, run)
) WITHOUT ROWID;
CREATE TABLE sketch (
  article INTEGER PRIMARY KEY, -- the rowid of an article
  size INTEGER NOT NULL        -- how many hashes are kept of it
);
CREATE TABLE shingle (hash INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (hash, article)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2');
