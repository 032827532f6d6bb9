using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Collections;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Patterns;

/// <summary>REGEXP_EXTRACT_ALL: an ARRAY of what a group matched each time; NULL if the pattern is refused or has no such group.</summary>
internal sealed class RegexExtractAll : ScalarKernel
{
    private readonly RegexArgument _regex = new("REGEXP_EXTRACT_ALL");
    private readonly TextMatcher _matcher = new();
    private readonly TextElements _elements = new();

    public override bool CanFail => true;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var rows = new LiftedRows(arguments, result, context.Arena, seesNulls: false);
        _elements.Clear();
        var offsets = new ListOffsets(result, context.Arena);
        var text = new Text(arguments[0]);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (rows.IsNull(row) || !Extract(text[row], arguments, row, context.Arena))
                rows.MakeNull(row);
            offsets.End(row, _elements.Count);
        }

        offsets.Close(_elements.Build(context.Arena));
    }

    private bool Extract(ReadOnlySpan<byte> text, ReadOnlySpan<Vector> arguments, int row, BatchArena arena)
    {
        var index = arguments.Length == 3 ? new Fixed<int>(arguments[2])[row] : 1;
        if (_regex.At(arguments[1], row) is not { } regex || index < 0 || index > regex.Groups)
            return false;
        _matcher.Load(text);
        if (index == 0)
        {
            foreach (var match in _matcher.Matches(regex))
                Add(text, match.Index, match.Length, arena);
            return true;
        }

        if (!_matcher.IsMatch(regex))
            return true;
        for (var match = _matcher.First(regex); match.Success; match = match.NextMatch())
        {
            var group = match.Groups[index];
            if (group.Success)
                Add(text, group.Index, group.Length, arena);
            else
                _elements.AddNull();
        }

        return true;
    }

    private void Add(ReadOnlySpan<byte> text, int start, int length, BatchArena arena) =>
        _elements.Add(text.Slice(_matcher.Bytes(0, start), _matcher.Bytes(start, start + length)), arena);
}
