/** Documents with nothing in them that is anybody's, but for what is marked as `{class:value}`. */
export const nobodys: readonly string[] = [
  `diff --git a/src/pool.c b/src/pool.c
index 4f1e2a9..b07c331 100644
@@ -118,7 +118,9 @@ static int pool_take(struct pool *p, size_t n)
-	if (n > 0x7fffffff) return -22;
+	if (n > 0x3fffffff) return -22; /* 1073741823 */
+	p->mask = 0xdeadbeef; p->epoch = 1718092800;`,
  `  "node_modules/left-pad": { "version": "1.3.0", "integrity": "sha512-XI5MPzVNApjAyhQzphX8BkmKsKUxD4LdyK24iZeQGinBN9yTQT3bFlCBy/aVx2HrNcqQGsdot8ghrjyrvMCoEA==" },
  "node_modules/semver": { "version": "7.5.4", "engines": { "node": ">=10.13.0" } }`,
  `| Quarter | Revenue | Cost | Margin |
|---|---|---|---|
| Q1 2023 | 1 284 550 | 933 210 | 27.35 |
| Q2 2023 | 1 311 008 | 948 777 | 27.63 |`,
  `time="2024-05-02T07:14:55Z" level=info msg="reconciled" generation=48 observed=48 hash=5d8c7f9b6c duration=183.441ms
time="2024-05-02T07:15:25Z" level=info msg="reconciled" generation=49 observed=48 hash=7b9f5d6c88 duration=201.009ms`,
  `The decoder reads 4,294,967,295 at most; RFC 9110 § 15.4 and ISO 8601:2004 apply. ISBN 978-3-16-148410-0, DOI 10.1038/s41586-021-03819-2, CVE-2021-44228, bug 1700123.`,
  `commit 8c3f5b0e1d2a4c6f7e8d9b0a1c2d3e4f5a6b7c8d
Date:   Mon Apr 8 12:01:33 2024 +0200

    Bump timeouts from 30000 to 120000 (#18844)`,
  `GPS 48.137154, 11.576124; alt 519 m; seq 00018233; lap 1:42.318, 1:41.907, 1:42.006; car 44, 63, 16.`,
  `Spiele: 3:1, 2:2, 0:4. Tabelle nach 24 Spieltagen: 1. 58 Punkte (61:22), 2. 55 (48:25). Nächstes Spiel 12.04., 15:30 Uhr.`,
  `CREATE INDEX CONCURRENTLY idx_20240412_091500 ON events (tenant_id, created_at DESC) WHERE version >= 4000012;`,
  `Le train 6607 part à 10 h 04, voie 12, arrive à 12 h 00. Prix : de 25,00 à 109,00 €. Horaires du 10/12/2023 au 06/07/2024.`,
  `Anexo II, art. 14.2.1, Reglamento (UE) 2016/679, DOUE L 119 de 4.5.2016, pp. 1-88. Tabla 3: 120 450, 98 221, 101 776.`,
  `const sizes = [320, 640, 768, 1024, 1280, 1536, 1920]; const version = "5.4.3.2"; const epochMs = 1712564493000; const big = 9007199254740991n;`,
  `Part no. 04465-0K240 fits 2012-2019; alternative 446502220; torque 107 Nm; pad 132.0 x 58.7 x 17.0.`,
  `Serial numbers C02XK1ZZJGH5 and PF2ABCDE are recalled. Batch 2023-11-30/077, LOT 48812093, EXP 2026-05.`,
  `#EXTINF:9.009,
segment-000184.ts
#EXTINF:9.009,
segment-000185.ts
#EXT-X-PROGRAM-DATE-TIME:2024-02-19T14:54:23.031+08:00`,
  `Na rozprawie III CZP 11/13 Sąd Najwyższy, uchwała z dnia 12.07.2013 (Dz.U. 2014 poz. 121, art. 118), kwota 12 500,00 zł, 24 raty po 520,83.`,
  `Zie artikel 7:658 BW, ECLI:NL:HR:2014:2365, NJ 2015/76; bedrag 4.512,00, rente 2% vanaf 1-1-2015.`,
  `Delibera n. 118 del 14/03/2022, prot. 0004512, importo 12.480,00 euro, CIG 9012345B7C, capitolo 1040205.`,
  `docker run -p {ip:127.0.0.1}:5432:5432 -e PGDATA=/d postgres:16.2; psql -c "select 1"; # see {url:https://www.postgresql.org/docs/16/}`,
  `const id = "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66"; // {url:https://www.rfc-editor.org/rfc/rfc9562}, node 0800200c9a66, clock 1999`,
];
