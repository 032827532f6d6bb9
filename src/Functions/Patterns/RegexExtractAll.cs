using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Collections;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Patterns;

/// <summary>REGEXP_EXTRACT_ALL: an ARRAY of what a group matched each time.</summary>
internal sealed class RegexExtractAll : ScalarKernel
{
    private const string Function = "REGEXP_EXTRACT_ALL";

    private readonly RegexArgument _regex = new(Function);
    private readonly TextMatcher _matcher = new();
    private readonly TextElements _elements = new();

    public override bool CanFail => true;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        _elements.Clear();
        var offsets = new ListOffsets(result, context.Arena);
        var text = new Text(arguments[0]);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (!result.IsNull(row))
                Extract(text[row], arguments, row, context.Arena);
            offsets.End(row, _elements.Count);
        }

        offsets.Close(_elements.Build(context.Arena));
    }

    private void Extract(ReadOnlySpan<byte> text, ReadOnlySpan<Vector> arguments, int row, BatchArena arena)
    {
        var regex = _regex.At(arguments[1], row)
            ?? throw PatternErrors.InvalidPattern(Function, System.Text.Encoding.UTF8.GetString(new Text(arguments[1])[row]), "it is no regular expression");
        var index = arguments.Length == 3 ? new Fixed<int>(arguments[2])[row] : 1;
        if (index < 0 || index > regex.Groups)
            throw FunctionErrors.InvalidArgument(Function, $"there is no group {index}, the pattern has {regex.Groups}");
        _matcher.Load(text);
        if (index == 0)
        {
            foreach (var match in _matcher.Matches(regex))
                Add(text, match.Index, match.Length, arena);
            return;
        }

        if (!_matcher.IsMatch(regex))
            return;
        for (var match = _matcher.First(regex); match.Success; match = match.NextMatch())
        {
            var group = match.Groups[index];
            if (group.Success)
                Add(text, group.Index, group.Length, arena);
            else
                _elements.AddNull();
        }
    }

    private void Add(ReadOnlySpan<byte> text, int start, int length, BatchArena arena) =>
        _elements.Add(text.Slice(_matcher.Bytes(0, start), _matcher.Bytes(start, start + length)), arena);
}
