// The other side of our Arrow tests: apache-arrow for JavaScript.
//   read <path>                          prints types, metadata and rows of a stream or file
//   rewrite <path> <path> stream|file    reads one and writes the other
//   compress <path> <path>               reads one and writes it as a compressed stream
//   make <path> stream|file              writes a table of its own and prints it as read does
import { readFileSync, writeFileSync } from 'node:fs';
import * as arrow from 'apache-arrow';

const { Type } = arrow;

/** One row of a column as text, in the form of ArrayText.cs. */
function text(data, row) {
  if (data.type.typeId === Type.Null || !data.getValid(row)) {
    return 'null';
  }
  const { type, values, valueOffsets, children } = data;
  switch (type.typeId) {
    case Type.Bool:
      return String((values[row >> 3] >> (row & 7) & 1) === 1);
    case Type.Utf8:
      return `'${new TextDecoder().decode(values.subarray(valueOffsets[row], valueOffsets[row + 1]))}'`;
    case Type.Binary:
      return hex(values.subarray(valueOffsets[row], valueOffsets[row + 1]));
    case Type.Utf8View:
      return `'${new arrow.Vector([data]).get(row)}'`;
    case Type.BinaryView:
      return hex(new arrow.Vector([data]).get(row));
    case Type.FixedSizeBinary:
      return hex(values.subarray(row * type.byteWidth, (row + 1) * type.byteWidth));
    case Type.Decimal:
      return decimal(values, row, type.bitWidth, type.scale);
    case Type.List:
      return `[${range(valueOffsets, row).map(i => text(children[0], i)).join(', ')}]`;
    case Type.Map: {
      const [keys, items] = children[0].children;
      return `{${range(valueOffsets, row).map(i => `${text(keys, i)}: ${text(items, i)}`).join(', ')}}`;
    }
    case Type.Struct:
      return `{${type.children.map((field, i) => `${field.name}: ${text(children[i], row)}`).join(', ')}}`;
    case Type.Dictionary:
      return text(data.dictionary.data[0], values[row]);
    default:
      return String(values[row]);
  }
}

function hex(bytes) {
  return Buffer.from(bytes).toString('hex');
}

function range(offsets, row) {
  return Array.from({ length: offsets[row + 1] - offsets[row] }, (_, i) => offsets[row] + i);
}

function decimal(words, row, bitWidth, scale) {
  const stride = bitWidth / 32;
  let unscaled = 0n;
  for (let i = stride - 1; i >= 0; i--) {
    unscaled = (unscaled << 32n) | BigInt(words[row * stride + i]);
  }
  unscaled = BigInt.asIntN(bitWidth, unscaled);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return (unscaled < 0n ? '-' : '') + (scale === 0 ? whole : `${whole}.${digits.slice(-scale)}`);
}

function print(table) {
  const rows = table.batches.flatMap(batch => Array.from(
    { length: batch.numRows },
    (_, row) => batch.data.children.map(column => text(column, row)).join(' | ')));
  console.log(JSON.stringify({
    types: table.schema.fields.map(field => `${field.name}: ${field.type}${field.nullable ? '' : ' not null'}`),
    metadata: Object.fromEntries(table.schema.metadata),
    rows,
  }));
}

function make() {
  const column = (values, type) => arrow.vectorFromArray(values, type);
  return new arrow.Table({
    flag: column([true, null, false, true], new arrow.Bool()),
    small: column([-128, 0, null, 127], new arrow.Int8()),
    wide: column([1n, -9007199254740993n, null, 4n], new arrow.Int64()),
    count: column([0, 1, 4294967295, null], new arrow.Uint32()),
    ratio: column([0.5, -1.25, null, 3], new arrow.Float64()),
    name: column(['', 'ü', null, 'a longer piece of text'], new arrow.Utf8()),
    bytes: column([new Uint8Array([1, 2]), new Uint8Array(), null, new Uint8Array([255])], new arrow.Binary()),
    day: column([new Date(0), new Date(86_400_000), null, new Date(-86_400_000)], new arrow.DateDay()),
    at: column([0, 1500, null, -1500], new arrow.TimestampMillisecond('UTC')),
    list: column([[1, 2], [], null, [3]], new arrow.List(new arrow.Field('item', new arrow.Int32(), true))),
    pair: column(
      [{ x: 1, y: 'a' }, { x: 2, y: 'b' }, null, { x: 4, y: 'd' }],
      new arrow.Struct([new arrow.Field('x', new arrow.Int16(), true), new arrow.Field('y', new arrow.Utf8(), true)])),
    colour: column(['red', 'green', null, 'red'], new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32())),
    nothing: column([null, null, null, null], new arrow.Null()),
  });
}

const [command, path, ...rest] = process.argv.slice(2);
switch (command) {
  case 'read':
    print(arrow.tableFromIPC(readFileSync(path)));
    break;
  case 'rewrite':
    writeFileSync(rest[0], arrow.tableToIPC(arrow.tableFromIPC(readFileSync(path)), rest[1]));
    break;
  case 'compress': {
    // Not worth compressing, this codec says of every buffer; the stream is marked as compressed all the same.
    arrow.compressionRegistry.set(arrow.CompressionType.ZSTD, { encode: data => Uint8Array.of(40, 181, 47, 253, 0, 0, ...data) });
    const writer = new arrow.RecordBatchStreamWriter({ compressionType: arrow.CompressionType.ZSTD });
    writeFileSync(rest[0], writer.writeAll(arrow.tableFromIPC(readFileSync(path))).toUint8Array(true));
    break;
  }
  case 'make': {
    const table = make();
    writeFileSync(path, arrow.tableToIPC(table, rest[0]));
    print(table);
    break;
  }
  default:
    throw new Error(`unknown command '${command}'`);
}
