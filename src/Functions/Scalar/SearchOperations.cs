using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

internal readonly struct PositionOf : IOperation<Text, Text, FixedSink<int>>
{
    public bool Invoke(in Text a, in Text b, int row, ref FixedSink<int> sink) => sink.Set(row, Find(b[row], a[row], 1));

    /// <summary>Where a part first occurs at or after a position, 0 if it does not.</summary>
    /// <param name="start">A position from 1; there is nothing before it.</param>
    public static int Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part, int start)
    {
        if (start < 1)
            return 0;
        var from = Utf8.Advance(text, 0, start - 1, out var skipped);
        if (skipped < start - 1)
            return 0;
        var found = text[from..].IndexOf(part);
        return found < 0 ? 0 : start + Utf8.Count(text.Slice(from, found));
    }
}

internal readonly struct PositionFrom : IOperation<Text, Text, Fixed<int>, FixedSink<int>>
{
    public bool Invoke(in Text a, in Text b, in Fixed<int> c, int row, ref FixedSink<int> sink) =>
        sink.Set(row, PositionOf.Find(b[row], a[row], c[row]));
}

/// <summary>INSTR: the n-th occurrence, from the front or, with a negative start, from the back.</summary>
internal sealed class InString : ScalarKernel
{
    public override bool CanFail => true;

    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var (text, part) = (arguments[0], arguments[1]);
        var values = result.AllocateValues<int>(context.Arena);
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = 0;
            if (!result.IsNull(row))
            {
                values[row] = Find(
                    new Text(text)[row], new Text(part)[row], Argument(arguments, 2, row), Argument(arguments, 3, row));
            }
        }
    }

    private static int Argument(ReadOnlySpan<Vector> arguments, int index, int row) =>
        index < arguments.Length ? new Fixed<int>(arguments[index])[row] : 1;

    private static int Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part, int start, int occurrence)
    {
        if (occurrence <= 0)
            throw FunctionErrors.InvalidArgument("INSTR", $"the occurrence {occurrence} is not positive");
        if (start < 0)
            return FindBackwards(text, part, start, occurrence);
        var position = 0;
        for (var from = start; occurrence > 0; occurrence--, from = position + 1)
        {
            position = PositionOf.Find(text, part, from);
            if (position == 0)
                return 0;
        }

        return position;
    }

    private static int FindBackwards(ReadOnlySpan<byte> text, ReadOnlySpan<byte> part, int start, int occurrence)
    {
        // The last character of an occurrence is at the start or before it.
        var end = Utf8.AdvanceBack(text, -start - 1);
        if (Utf8.Count(text) < -(long)start)
            return 0;
        for (; ; occurrence--)
        {
            var found = text[..end].LastIndexOf(part);
            if (found < 0)
                return 0;
            if (occurrence == 1)
                return Utf8.Count(text[..found]) + 1;
            end = Utf8.AdvanceBack(text[..(found + part.Length)], 1);
        }
    }
}

/// <summary>The part with an index, from 0, between separators; a blank or none cuts at blanks.</summary>
internal readonly struct SplitIndex : IOperation<Text, Text, Fixed<int>, TextSink>
{
    public bool Invoke(in Text a, in Text b, in Fixed<int> c, int row, ref TextSink sink) =>
        b[row].IsEmpty ? Put(in a, row, " "u8, c[row], ref sink) : Put(in a, row, b[row], c[row], ref sink);

    public static bool Put(in Text a, int row, scoped ReadOnlySpan<byte> separator, int index, ref TextSink sink)
    {
        var text = a[row];
        if (index < 0 || text.IsEmpty)
            return false;
        var start = 0;
        for (; index > 0; index--)
        {
            var next = text[start..].IndexOf(separator);
            if (next < 0)
                return false;
            start += next + separator.Length;
        }

        var end = text[start..].IndexOf(separator);
        return sink.Slice(row, 0, in a.At(row), text, start, end < 0 ? text.Length - start : end);
    }
}

/// <summary>The separator as the code of a Latin-1 character.</summary>
internal readonly struct SplitIndexByCode : IOperation<Text, Fixed<int>, Fixed<int>, TextSink>
{
    public bool Invoke(in Text a, in Fixed<int> b, in Fixed<int> c, int row, ref TextSink sink)
    {
        var code = b[row];
        if (code is < 1 or > 255)
            return false;
        Span<byte> separator = stackalloc byte[4];
        return SplitIndex.Put(in a, row, separator[..new System.Text.Rune(code).EncodeToUtf8(separator)], c[row], ref sink);
    }
}

/// <summary>OVERLAY with a length.</summary>
internal sealed class OverlayOfLength : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        Validity.Combine(arguments, result, context.Arena);
        var text = new Text(arguments[0]);
        var part = new Text(arguments[1]);
        var start = new Fixed<int>(arguments[2]);
        var length = new Fixed<int>(arguments[3]);
        var sink = TextSink.Open(result, arguments, context.Arena);
        for (var row = 0; row < result.StoredLength; row++)
        {
            if (result.IsNull(row))
                sink.Skip(row);
            else
                Overlay.Put(in text, part[row], row, start[row], length[row], ref sink);
        }

        sink.Close();
    }
}
