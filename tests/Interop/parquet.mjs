// The other side of our Parquet tests. Rows are printed one a line, cells separated by tabs, in the form of PeerRows.cs; files separated by
// form feeds.
//   hyparquet read <parquet>…                 prints the rows; decimals must fit into 53 bits
//   duckdb read <parquet>…                    prints the rows
//   duckdb query <sql>                        prints the rows of a query
//   duckdb rewrite <options> <parquet>…       writes beside each file <parquet>.duckdb
//   duckdb write <parquet> <query> <options>  writes what a query gives and prints the rows as read does
//   wasm read <parquet> <arrow stream>        parquet-wasm: reads one and writes the other
//   wasm write <arrow stream> <parquet> <properties>  the reverse; properties as JSON, see properties()
import { readFileSync, writeFileSync } from 'node:fs';

const [peer, verb, ...args] = process.argv.slice(2);
const peers = { hyparquet, duckdb, wasm };
await peers[peer]();

async function hyparquet() {
  const { parquetRead, parquetMetadata } = await import('hyparquet');
  for (const [i, path] of args.entries()) {
    separate(i);
    await readWithHyparquet(parquetRead, parquetMetadata, path);
  }
}

async function readWithHyparquet(parquetRead, parquetMetadata, path) {
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const columns = parquetMetadata(file).schema.filter((e, i) => i > 0);
  const scales = columns.map(e => e.logical_type?.type === 'DECIMAL' ? e.scale ?? 0 : undefined);
  const same = value => value;
  await parquetRead({
    file,
    utf8: false,
    parsers: {
      timestampFromMilliseconds: same, timestampFromMicroseconds: same, timestampFromNanoseconds: same, dateFromDays: same,
    },
    onComplete: rows => print(rows.map(row => row.map((value, i) =>
      scales[i] === undefined || value === null || value === undefined ? value : Math.round(value * 10 ** scales[i])))),
  });
}

async function duckdb() {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  if (verb === 'query') {
    print((await connection.runAndReadAll(args[0])).getRows());
    return;
  }
  if (verb === 'rewrite') {
    for (const path of args.slice(1)) {
      await connection.run(`COPY (FROM read_parquet('${path}')) TO '${path}.duckdb' (FORMAT parquet, ${args[0]})`);
    }
    return;
  }
  if (verb === 'write') {
    await connection.run(`COPY (${args[1]}) TO '${args[0]}' (FORMAT parquet, ${args[2]})`);
  }
  for (const [i, path] of (verb === 'write' ? args.slice(0, 1) : args).entries()) {
    separate(i);
    print((await connection.runAndReadAll(`FROM read_parquet('${path}')`)).getRows());
  }
}

function separate(number) {
  if (number > 0) process.stdout.write('\f');
}

async function wasm() {
  const parquet = await import('parquet-wasm/node');
  const input = readFileSync(args[0]);
  if (verb === 'read') {
    writeFileSync(args[1], parquet.readParquet(input).intoIPCStream());
  } else {
    const table = parquet.Table.fromIPCStream(input);
    writeFileSync(args[1], parquet.writeParquet(table, properties(parquet, JSON.parse(args[2]))));
  }
}

/** version: 1 or 2; encoding, compression: names of parquet-wasm's enums; dictionary; pageSize; rowGroup. */
function properties(parquet, { version = 1, encoding, compression, dictionary = true, pageSize, rowGroup }) {
  let builder = new parquet.WriterPropertiesBuilder()
    .setWriterVersion(version === 2 ? parquet.WriterVersion.V2 : parquet.WriterVersion.V1)
    .setDictionaryEnabled(dictionary)
    .setCompression(parquet.Compression[compression ?? 'UNCOMPRESSED']);
  if (encoding) builder = builder.setEncoding(parquet.Encoding[encoding]);
  if (pageSize) builder = builder.setDataPageSizeLimit(pageSize).setWriteBatchSize(Math.max(1, pageSize >> 4));
  if (rowGroup) builder = builder.setMaxRowGroupSize(rowGroup);
  return builder.build();
}

function print(rows) {
  process.stdout.write(rows.map(row => Array.from(row, text).join('\t')).join('\n'));
}

function text(value) {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) && !Object.is(value, -0) ? String(value) : floating(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return hex(value);
  if (Array.isArray(value)) return isMap(value) ? map(value) : list(value);
  switch (value.constructor.name) {
    case 'DuckDBDecimalValue': return String(value.value);
    case 'DuckDBDateValue': return String(value.days);
    case 'DuckDBTimeValue': return String(value.micros / 1000n);
    case 'DuckDBTimestampMillisecondsValue': return String(value.millis);
    case 'DuckDBTimestampNanosecondsValue': return String(value.nanos);
    case 'DuckDBTimestampValue':
    case 'DuckDBTimestampTZValue': return String(value.micros);
    case 'DuckDBBlobValue': return hex(value.bytes);
    case 'DuckDBListValue': return list(value.items);
    case 'DuckDBMapValue': return map(value.entries);
    case 'DuckDBStructValue': return struct(value.entries);
    default: return struct(value);
  }
}

/** The bits: no two languages print the same digits. Whole numbers are printed as such, since JavaScript has no other kind. */
function floating(value) {
  if (Number.isNaN(value)) return 'NaN';
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return 'f' + view.getBigUint64(0).toString(16).padStart(16, '0');
}

function hex(bytes) {
  return 'x' + Buffer.from(bytes).toString('hex');
}

function isMap(value) {
  return value.length > 0 && value.every(e => e && typeof e === 'object' && Object.keys(e).join() === 'key,value');
}

function list(items) {
  return `[${Array.from(items, text).join(', ')}]`;
}

function map(entries) {
  return `{${entries.map(e => `${text(e.key)}: ${text(e.value)}`).join(', ')}}`;
}

function struct(value) {
  return `{${Object.entries(value).map(([name, field]) => `${name}: ${text(field)}`).join(', ')}}`;
}
