// Runs queries in DuckDB and prints their rows.
//   queries.mjs <cases>   a JSON file of [{ "setup": [sql, …], "queries": [sql, …] }, …], each case in a database of its own
// Prints JSON: per case and query the rows, an array of values each, or { "error": text }.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const results = [];
for (const { setup, queries } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const sql of setup) await connection.run(sql);
  const answers = [];
  for (const sql of queries) {
    try {
      answers.push((await connection.runAndReadAll(sql)).getRowsJson());
    } catch (error) {
      answers.push({ error: error.message });
    }
  }
  results.push(answers);
  connection.closeSync();
}
console.log(JSON.stringify(results));
