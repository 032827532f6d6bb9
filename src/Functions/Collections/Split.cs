using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Collections;

/// <summary>SPLIT: the pieces of a text between its delimiters, or its characters if the delimiter is empty.</summary>
internal sealed class Split : ScalarKernel
{
    private readonly TextElements _pieces = new();

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        _pieces.Clear();
        var offsets = new ListOffsets(result, context.Arena);
        var text = new Text(arguments[0]);
        var delimiter = new Text(arguments[1]);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (!result.IsNull(row) && !text[row].IsEmpty)
                Add(text[row], delimiter[row], context.Arena);
            offsets.End(row, _pieces.Count);
        }

        offsets.Close(_pieces.Build(context.Arena));
    }

    private void Add(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiter, BatchArena arena)
    {
        for (var start = 0; delimiter.IsEmpty && start < text.Length;)
        {
            var end = Utf8.Advance(text, start, 1, out _);
            _pieces.Add(text[start..end], arena);
            start = end;
        }

        while (!delimiter.IsEmpty)
        {
            var end = text.IndexOf(delimiter);
            _pieces.Add(end < 0 ? text : text[..end], arena);
            if (end < 0)
                return;
            text = text[(end + delimiter.Length)..];
        }
    }
}
