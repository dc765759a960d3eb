-- A history as version 1 wrote it (before decisions were kept): two scans of the account meadow.
BEGIN TRANSACTION;
CREATE TABLE memory (
	account TEXT NOT NULL, 
	organisation TEXT NOT NULL, 
	year TEXT NOT NULL, 
	told TEXT NOT NULL, 
	PRIMARY KEY (account, organisation, year)
);
INSERT INTO "memory" VALUES('meadow','VX001','2025-26','{"first_seen":{"4.3.1-answer":"2026-06-20T08:15:30Z","2.1.1-answer":"2026-06-20T08:15:30Z"},"wordings":{"1.1.2":{"now":{"title":"Register of data","day":"2026-06-22","status":"complete","carried_over":false,"updated_on":"2026-05-03"},"since":"2026-06-20","before":null,"last_year":false}}}');
CREATE TABLE scan (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	account TEXT NOT NULL, 
	organisation TEXT NOT NULL, 
	year TEXT NOT NULL, 
	standard TEXT NOT NULL, 
	scanned_at TEXT NOT NULL, 
	day TEXT NOT NULL, 
	verdict TEXT NOT NULL, 
	mandatory INTEGER NOT NULL, 
	complete INTEGER NOT NULL, 
	incomplete INTEGER NOT NULL, 
	unknown INTEGER NOT NULL, 
	fixes INTEGER NOT NULL, 
	whole BOOLEAN NOT NULL, 
	count_known BOOLEAN NOT NULL, 
	report TEXT NOT NULL, 
	fingerprints TEXT NOT NULL, 
	version TEXT NOT NULL
);
INSERT INTO "scan" VALUES(1,'meadow','VX001','2025-26','Standards Met','2026-06-20T08:15:30Z','2026-06-20','not_ready',2,1,1,1,2,0,0,'{"scanned_at":"2026-06-20T08:15:30Z","today":"2026-06-20","source":"toolkit","account":"meadow","organisation":{"name":"Meadow View Care Home","code":"VX001"},"assessment":{"year":"2025-26","standard":"Standards Met"},"deadline":"2026-06-30","verdict":"not_ready","verdict_because":["4.3.1 is mandatory and not complete."],"counts":{"questions":4,"mandatory":2,"mandatory_complete":1,"mandatory_incomplete":1,"unknown":1,"carried_over":0,"changed":1,"expected_mandatory":45},"questions":[{"ref":"1.1.2","title":"Register of data","url":"https://www.dsptoolkit.nhs.uk/q/1","mandatory":true,"status":"complete","carried_over":false,"new_or_changed":null,"answer":{"kind":"document","answered":true,"ticked":null,"text":null,"comment":null,"days":[]},"updated_on":"2026-05-03","because":["completed"]},{"ref":"1.1.10","title":null,"url":null,"mandatory":false,"status":"incomplete","carried_over":null,"new_or_changed":null,"answer":{"kind":"text","answered":false,"ticked":null,"text":null,"comment":null,"days":[]},"updated_on":null,"because":[]},{"ref":"4.3.1","title":null,"url":null,"mandatory":true,"status":"incomplete","carried_over":null,"new_or_changed":"new","answer":{"kind":null,"answered":null,"ticked":null,"text":null,"comment":null,"days":[]},"updated_on":null,"because":["New"]},{"ref":"6.3.2","title":null,"url":null,"mandatory":null,"status":"unknown","carried_over":null,"new_or_changed":null,"answer":{"kind":null,"answered":null,"ticked":null,"text":null,"comment":null,"days":[]},"updated_on":null,"because":[]}],"fixes":[{"id":"4.3.1-answer","ref":"4.3.1","check":"changed","title":"4.3.1","why":"New this year and without an answer.","do":"Ask everyone who looks after your computers, also an outside firm, to sign the agreement. Then tick.","url":"https://www.dsptoolkit.nhs.uk/Assessment/Question/4-3-1","stops_publishing":true,"effort":"hours","rank":1,"start_by":"2026-06-29","state":"open","first_seen":"2026-06-20T08:15:30Z","accepted_because":null,"accepted_until":null,"assigned_to":null,"due":null},{"id":"2.1.1-answer","ref":"2.1.1","check":"changed","title":"2.1.1","why":"New this year and without an answer.","do":"Ask everyone who looks after your computers, also an outside firm, to sign the agreement. Then tick.","url":"https://www.dsptoolkit.nhs.uk/Assessment/Question/4-3-1","stops_publishing":true,"effort":"hours","rank":2,"start_by":"2026-06-29","state":"open","first_seen":"2026-06-20T08:15:30Z","accepted_because":null,"accepted_until":null,"assigned_to":null,"due":null}],"sites":[{"code":"VX002","name":"Annexe","included":false,"published":null}],"publication":{"status":"Not Published","published_on":null,"certificate":null,"year":"2025-26"},"problems":[],"remarks":["The page counts 44 mandatory questions."],"support":[],"course":[],"recalled_from":null,"filtered_by":null,"count_known":false}','{}','0.1.0');
INSERT INTO "scan" VALUES(2,'meadow','VX001','2025-26','Standards Met','2026-06-22T08:15:30Z','2026-06-22','not_ready',2,1,1,1,1,0,0,'{"scanned_at":"2026-06-22T08:15:30Z","today":"2026-06-22","source":"toolkit","account":"meadow","organisation":{"name":"Meadow View Care Home","code":"VX001"},"assessment":{"year":"2025-26","standard":"Standards Met"},"deadline":"2026-06-30","verdict":"not_ready","verdict_because":["4.3.1 is mandatory and not complete."],"counts":{"questions":4,"mandatory":2,"mandatory_complete":1,"mandatory_incomplete":1,"unknown":1,"carried_over":0,"changed":1,"expected_mandatory":45},"questions":[{"ref":"1.1.2","title":"Register of data","url":"https://www.dsptoolkit.nhs.uk/q/1","mandatory":true,"status":"complete","carried_over":false,"new_or_changed":null,"answer":{"kind":"document","answered":true,"ticked":null,"text":null,"comment":null,"days":[]},"updated_on":"2026-05-03","because":["completed"]},{"ref":"1.1.10","title":null,"url":null,"mandatory":false,"status":"incomplete","carried_over":null,"new_or_changed":null,"answer":{"kind":"text","answered":false,"ticked":null,"text":null,"comment":null,"days":[]},"updated_on":null,"because":[]},{"ref":"4.3.1","title":null,"url":null,"mandatory":true,"status":"incomplete","carried_over":null,"new_or_changed":"new","answer":{"kind":null,"answered":null,"ticked":null,"text":null,"comment":null,"days":[]},"updated_on":null,"because":["New"]},{"ref":"6.3.2","title":null,"url":null,"mandatory":null,"status":"unknown","carried_over":null,"new_or_changed":null,"answer":{"kind":null,"answered":null,"ticked":null,"text":null,"comment":null,"days":[]},"updated_on":null,"because":[]}],"fixes":[{"id":"4.3.1-answer","ref":"4.3.1","check":"changed","title":"4.3.1","why":"New this year and without an answer.","do":"Ask everyone who looks after your computers, also an outside firm, to sign the agreement. Then tick.","url":"https://www.dsptoolkit.nhs.uk/Assessment/Question/4-3-1","stops_publishing":true,"effort":"hours","rank":1,"start_by":"2026-06-29","state":"open","first_seen":"2026-06-20T08:15:30Z","accepted_because":null,"accepted_until":null,"assigned_to":null,"due":null}],"sites":[{"code":"VX002","name":"Annexe","included":false,"published":null}],"publication":{"status":"Not Published","published_on":null,"certificate":null,"year":"2025-26"},"problems":[],"remarks":["The page counts 44 mandatory questions."],"support":[],"course":[],"recalled_from":null,"filtered_by":null,"count_known":false}','{}','0.1.0');
CREATE INDEX scan_of_account ON scan (account, number);
CREATE INDEX scan_of_year ON scan (account, organisation, year, number);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('scan',2);
COMMIT;
