using System.Runtime.InteropServices;
using System.Text;
using Apache.Arrow;
using StreamSql.Connectors.Formats.Values;
using StreamSql.Core.Data;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;

namespace StreamSql.Connectors.Formats.Json.Writing;

/// <summary>Writes the values of one column as JSON.</summary>
internal abstract class ValueWriter
{
    /// <summary>Takes a column of the next batch.</summary>
    public abstract void Bind(ArrayData data);

    public abstract bool IsNull(int row);

    /// <summary>Writes a value, NULL included.</summary>
    public void Write(int row, TextBuffer output)
    {
        if (IsNull(row))
            output.Append("null"u8);
        else
            WriteValue(row, output);
    }

    /// <param name="nullKey">The error for a NULL key of a MAP.</param>
    public static ValueWriter For(SqlType type, JsonOptions options, Func<SqlException> nullKey) => type switch
    {
        SqlType.Array t => new ArrayWriter(For(t.Element, options, nullKey)),
        SqlType.Map t => new MapWriter(Field(t.Key, options), For(t.Value, options, nullKey), options, nullKey),
        SqlType.Multiset t => new MapWriter(Field(t.Element, options), For(new SqlType.Integer(), options, nullKey), options, nullKey),
        SqlType.Row t => new RowWriter(new ObjectWriter(
            [.. t.Fields.Select(f => f.Name)], [.. t.Fields.Select(f => For(f.Type, options, nullKey))], options.IgnoreNullFields)),
        SqlType.Null => new NullWriter(),
        _ => new ScalarWriter(Field(type, options)),
    };

    protected abstract void WriteValue(int row, TextBuffer output);

    private static FieldFormatter Field(SqlType type, JsonOptions options) =>
        FieldFormatter.For(type, new FieldStyle(options.Timestamps, options.PlainDecimals, StripZeros: true));

    private sealed class NullWriter : ValueWriter
    {
        public override void Bind(ArrayData data)
        {
        }

        public override bool IsNull(int row) => true;

        protected override void WriteValue(int row, TextBuffer output) => output.Append("null"u8);
    }

    private sealed class ScalarWriter(FieldFormatter field) : ValueWriter
    {
        private readonly TextBuffer _text = new();

        public override void Bind(ArrayData data) => field.Bind(data);

        public override bool IsNull(int row) => field.IsNull(row);

        protected override void WriteValue(int row, TextBuffer output)
        {
            if (field.IsLiteral(row))
            {
                field.Append(row, output);
                return;
            }

            _text.Clear();
            field.Append(row, _text);
            JsonText.AppendString(_text.Written, output);
        }
    }

    /// <summary>What nested types share: whether a row is NULL, and where its parts are.</summary>
    private abstract class NestedWriter : ValueWriter
    {
        protected ArrayData Data { get; private set; } = null!;

        public override void Bind(ArrayData data) => Data = data;

        public override bool IsNull(int row) =>
            !Data.Buffers[0].IsEmpty && !Bitmap.Get(Data.Buffers[0].Span, Data.Offset + row);

        protected (int Start, int End) Range(int row)
        {
            var offsets = MemoryMarshal.Cast<byte, int>(Data.Buffers[1].Span)[(Data.Offset + row)..];
            return (offsets[0], offsets[1]);
        }
    }

    private sealed class ArrayWriter(ValueWriter elements) : NestedWriter
    {
        public override void Bind(ArrayData data)
        {
            base.Bind(data);
            elements.Bind(data.Children[0]);
        }

        protected override void WriteValue(int row, TextBuffer output)
        {
            var (start, end) = Range(row);
            output.Append((byte)'[');
            for (var i = start; i < end; i++)
            {
                if (i > start)
                    output.Append((byte)',');
                elements.Write(i, output);
            }

            output.Append((byte)']');
        }
    }

    private sealed class MapWriter(FieldFormatter keys, ValueWriter values, JsonOptions options, Func<SqlException> nullKey) : NestedWriter
    {
        private readonly byte[] _literal = Encoding.UTF8.GetBytes(options.NullKeyLiteral);
        private readonly TextBuffer _key = new();
        private int _offset;

        public override void Bind(ArrayData data)
        {
            base.Bind(data);
            var entries = data.Children[0];
            _offset = entries.Offset;
            keys.Bind(entries.Children[0]);
            values.Bind(entries.Children[1]);
        }

        protected override void WriteValue(int row, TextBuffer output)
        {
            var (start, end) = Range(row);
            output.Append((byte)'{');
            var first = true;
            for (var i = start + _offset; i < end + _offset; i++)
            {
                var isNull = keys.IsNull(i);
                if (isNull && options.NullKey == MapNullKey.Drop)
                    continue;
                if (isNull && options.NullKey == MapNullKey.Fail)
                    throw nullKey();
                if (!first)
                    output.Append((byte)',');
                first = false;
                _key.Clear();
                if (isNull)
                    _key.Append(_literal);
                else
                    keys.Append(i, _key);
                JsonText.AppendString(_key.Written, output);
                output.Append((byte)':');
                values.Write(i, output);
            }

            output.Append((byte)'}');
        }
    }

    private sealed class RowWriter(ObjectWriter fields) : NestedWriter
    {
        public override void Bind(ArrayData data)
        {
            base.Bind(data);
            fields.Bind(data.Children);
        }

        protected override void WriteValue(int row, TextBuffer output) => fields.Write(Data.Offset + row, output);
    }
}

/// <summary>Writes objects with fixed fields.</summary>
internal sealed class ObjectWriter(IReadOnlyList<string> names, IReadOnlyList<ValueWriter> fields, bool ignoreNulls)
{
    // With the comma before and the colon after.
    private readonly byte[][] _names = [.. names.Select(Name)];
    private readonly ValueWriter[] _fields = [.. fields];

    public void Bind(ArrayData[] columns)
    {
        for (var i = 0; i < _fields.Length; i++)
            _fields[i].Bind(columns[i]);
    }

    public void Write(int row, TextBuffer output)
    {
        var start = output.Length;
        for (var i = 0; i < _fields.Length; i++)
        {
            if (ignoreNulls && _fields[i].IsNull(row))
                continue;
            var name = _names[i];
            if (output.Length > start)
            {
                output.Append(name);
            }
            else
            {
                output.Append((byte)'{');
                output.Append(name.AsSpan(1));
            }

            _fields[i].Write(row, output);
        }

        if (output.Length == start)
            output.Append((byte)'{');
        output.Append((byte)'}');
    }

    private static byte[] Name(string name)
    {
        var text = new TextBuffer();
        text.Append((byte)',');
        JsonText.AppendString(Encoding.UTF8.GetBytes(name), text);
        text.Append((byte)':');
        return text.Written.ToArray();
    }
}
