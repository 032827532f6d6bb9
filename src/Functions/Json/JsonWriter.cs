using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using StreamSql.Core.Data;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Json;

/// <summary>Writes values of SQL as JSON: times as ISO 8601, bytes in Base64, ROWs and MAPs as objects in the order of their keys.</summary>
internal sealed class JsonWriter
{
    private const int ScratchLength = 64;

    private readonly ColumnTree _tree;
    private readonly JsonWriter[] _children;
    private readonly byte[][] _names;
    private readonly int[] _order;
    private readonly List<int> _entries = [];

    public JsonWriter(SqlType type) : this(new ColumnTree(type))
    {
    }

    private JsonWriter(ColumnTree tree)
    {
        _tree = tree;
        _children = [.. tree.Children.Select(c => new JsonWriter(c))];
        _names = tree.Type is SqlType.Row row ? [.. row.Fields.Select(f => Encoding.UTF8.GetBytes(f.Name))] : [];
        _order = [.. Enumerable.Range(0, _names.Length)];
        Array.Sort(_order, (a, b) => _names[a].AsSpan().SequenceCompareTo(_names[b]));
    }

    /// <summary>Whether values of the type can be JSON: those of intervals cannot, nor MAPs whose keys are not text.</summary>
    public static bool CanWrite(SqlType type) => type switch
    {
        SqlType.YearMonthInterval or SqlType.DayTimeInterval or SqlType.Descriptor => false,
        SqlType.Array t => CanWrite(t.Element),
        SqlType.Map t => t.Key.IsCharacter() && CanWrite(t.Value),
        SqlType.Multiset t => t.Element.IsCharacter(),
        SqlType.Row t => t.Fields.All(f => CanWrite(f.Type)),
        _ => true,
    };

    /// <summary>Opens a register of the writer's type.</summary>
    public void Load(Vector vector, BatchArena arena) => _tree.Load(vector, arena);

    /// <summary>Whether the value of a row is NULL.</summary>
    /// <param name="row">A stored index: 0 if constant.</param>
    public bool IsNull(int row) => _tree.Type is SqlType.Null || _tree.Values.IsNull(row);

    /// <summary>Writes the value of a row; NULL as null.</summary>
    /// <param name="row">A stored index: 0 if constant.</param>
    public void Write(IBufferWriter<byte> output, int row)
    {
        if (IsNull(row))
        {
            output.Write("null"u8);
            return;
        }

        var values = _tree.Values;
        switch (_tree.Type)
        {
            case SqlType.Boolean:
                output.Write(new Bits(values)[row] ? "true"u8 : "false"u8);
                break;
            case SqlType.Char or SqlType.VarChar:
                JsonText.WriteString(output, new Text(values)[row]);
                break;
            case SqlType.Binary or SqlType.VarBinary:
                WriteBytes(output, new Text(values)[row]);
                break;
            case SqlType.Array:
                WriteArray(output, row);
                break;
            case SqlType.Row:
                WriteRow(output, row);
                break;
            case SqlType.Map or SqlType.Multiset:
                WriteEntries(output, row);
                break;
            default:
                WriteScalar(output, values, row);
                break;
        }
    }

    private static void WriteScalar(IBufferWriter<byte> output, Vector values, int row)
    {
        Span<byte> target = stackalloc byte[ScratchLength];
        var text = target[..(values.Type switch
        {
            SqlType.TinyInt => NumberText.Write(values.Span<sbyte>()[row], target),
            SqlType.SmallInt => NumberText.Write(values.Span<short>()[row], target),
            SqlType.Integer => NumberText.Write(values.Span<int>()[row], target),
            SqlType.BigInt => NumberText.Write(values.Span<long>()[row], target),
            SqlType.Float => NumberText.Write(values.Span<float>()[row], target),
            SqlType.Double => NumberText.Write(values.Span<double>()[row], target),
            SqlType.Decimal t => NumberText.WriteDecimal(new DecimalReader(values)[row], t.Scale, target),
            SqlType.Date => TimeText.WriteDate(values.Span<int>()[row], target),
            SqlType.Time => TimeText.WriteTime(values.Span<int>()[row], target),
            SqlType.Timestamp t => TimeText.WriteTimestamp(values.Span<long>()[row], t.TicksPerSecond(), target),
            SqlType.TimestampLtz t => TimeText.WriteInstant(values.Span<long>()[row], t.TicksPerSecond(), target),
            _ => throw new UnreachableException(values.Type.Name),
        })];

        // JSON has no number for NaN and the infinities.
        if (values.Type.IsNumeric() && (char.IsAsciiDigit((char)text[^1])))
            output.Write(text);
        else
            JsonText.WriteString(output, text);
    }

    private static void WriteBytes(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        var room = output.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length) + 2);
        room[0] = (byte)'"';
        Base64.EncodeToUtf8(bytes, room[1..], out _, out var written);
        room[written + 1] = (byte)'"';
        output.Advance(written + 2);
    }

    private void WriteArray(IBufferWriter<byte> output, int row)
    {
        var (start, end) = _tree.Range(row);
        output.Write("["u8);
        for (var i = start; i < end; i++)
        {
            if (i > start)
                output.Write(","u8);
            _children[0].Write(output, i);
        }

        output.Write("]"u8);
    }

    private void WriteRow(IBufferWriter<byte> output, int row)
    {
        output.Write("{"u8);
        for (var i = 0; i < _order.Length; i++)
        {
            if (i > 0)
                output.Write(","u8);
            JsonText.WriteString(output, _names[_order[i]]);
            output.Write(":"u8);
            _children[_order[i]].Write(output, row);
        }

        output.Write("}"u8);
    }

    private void WriteEntries(IBufferWriter<byte> output, int row)
    {
        var (start, end) = _tree.Range(row);
        var keys = new Text(_children[0]._tree.Values);
        var first = _entries.Count;
        for (var i = start; i < end; i++)
        {
            var place = _entries.Count;
            while (place > first && keys[_entries[place - 1]].SequenceCompareTo(keys[i]) > 0)
                place--;
            _entries.Insert(place, i);
        }

        output.Write("{"u8);
        for (var i = first; i < _entries.Count; i++)
        {
            if (i > first)
                output.Write(","u8);
            JsonText.WriteString(output, keys[_entries[i]]);
            output.Write(":"u8);
            _children[1].Write(output, _entries[i]);
        }

        output.Write("}"u8);
        _entries.RemoveRange(first, _entries.Count - first);
    }
}
