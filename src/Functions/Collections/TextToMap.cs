using System.Text;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Core.Types;
using StreamSql.Functions.Kernels;
using StreamSql.Functions.Patterns;
using Text = StreamSql.Functions.Kernels.Text;

namespace StreamSql.Functions.Collections;

/// <summary>STR_TO_MAP: <c>k1=v1,k2=v2</c>. The delimiters are regular expressions; an entry without the second one has the value NULL.</summary>
internal sealed class TextToMap : ScalarKernel
{
    private const string Function = "STR_TO_MAP";
    private static readonly TextRegex Comma = TextRegex.Valid(Function, ",");
    private static readonly TextRegex EqualsSign = TextRegex.Valid(Function, "=");

    private readonly RegexArgument _entryRegex = new(Function);
    private readonly RegexArgument _keyRegex = new(Function);
    private readonly TextMatcher _matcher = new();
    private readonly TextMatcher _entryMatcher = new();
    private readonly TextElements _keys = new();
    private readonly TextElements _values = new();
    private readonly List<(int Start, int End)> _entries = [];
    private readonly Vector[] _lists = [new(new SqlType.Array(SqlType.String)), new(new SqlType.Array(SqlType.String))];
    private readonly MapKernel _map = new(Function, new SqlType.Map(SqlType.String, SqlType.String), MapSource.Arrays);

    public override bool CanFail => true;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        foreach (var list in _lists)
        {
            list.Reset(result.Length, result.IsConstant);
            Validity.Combine(arguments, list, context.Arena);
        }

        _keys.Clear();
        _values.Clear();
        var keyOffsets = new ListOffsets(_lists[0], context.Arena);
        var valueOffsets = new ListOffsets(_lists[1], context.Arena);
        var text = new Text(arguments[0]);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (!_lists[0].IsNull(row) && !text[row].IsEmpty)
            {
                FindEntries(text[row], arguments.Length < 3 ? Comma : Regex(_entryRegex, arguments[1], row));
                Add(text[row], arguments.Length < 3 ? EqualsSign : Regex(_keyRegex, arguments[2], row), context.Arena);
            }

            keyOffsets.End(row, _keys.Count);
            valueOffsets.End(row, _values.Count);
        }

        keyOffsets.Close(_keys.Build(context.Arena));
        valueOffsets.Close(_values.Build(context.Arena));
        _map.Evaluate(_lists, result, context);
    }

    private static TextRegex Regex(RegexArgument argument, Vector patterns, int row) => argument.At(patterns, row)
        ?? throw PatternErrors.InvalidPattern(Function, Encoding.UTF8.GetString(new Text(patterns)[row]), "it is no regular expression");

    // As String.split of Java: no empty pieces at the end, none before a delimiter without length at the start.
    private void FindEntries(ReadOnlySpan<byte> text, TextRegex delimiter)
    {
        _entries.Clear();
        var start = 0;
        var units = 0;
        var bytes = 0;
        foreach (var match in _matcher.Load(text).Matches(delimiter))
        {
            if (match.Index == 0 && match.Length == 0)
                continue;
            bytes += _matcher.Bytes(units, match.Index);
            _entries.Add((start, bytes));
            units = match.Index + match.Length;
            bytes += _matcher.Bytes(match.Index, units);
            start = bytes;
        }

        _entries.Add((start, text.Length));
        while (_entries.Count > 1 && _entries[^1] is var last && last.Start == last.End)
            _entries.RemoveAt(_entries.Count - 1);
    }

    private void Add(ReadOnlySpan<byte> text, TextRegex delimiter, BatchArena arena)
    {
        foreach (var (start, end) in _entries)
        {
            var entry = text[start..end];
            var (keyEnd, valueStart) = (-1, 0);
            foreach (var match in _entryMatcher.Load(entry).Matches(delimiter))
            {
                if (match.Index == 0 && match.Length == 0)
                    continue;
                keyEnd = _entryMatcher.Bytes(0, match.Index);
                valueStart = keyEnd + _entryMatcher.Bytes(match.Index, match.Index + match.Length);
                break;
            }

            _keys.Add(keyEnd < 0 ? entry : entry[..keyEnd], arena);
            if (keyEnd < 0)
                _values.AddNull();
            else
                _values.Add(entry[valueStart..], arena);
        }
    }
}
