using System.Buffers.Text;
using System.Text;
using StreamSql.Core.Data;
using StreamSql.Core.Functions;
using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

/// <summary>A property that texts have or not.</summary>
internal interface ITextProperty
{
    static abstract bool Holds(ReadOnlySpan<byte> text);
}

/// <summary>Tests texts; NULL does not have the property.</summary>
internal sealed class TestText<TProperty> : ScalarKernel
    where TProperty : ITextProperty
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var sink = BitSink.Open(result, arguments, context.Arena);
        var text = new Kernels.Text(arguments[0]);
        for (var row = 0; row < result.StoredLength; row++)
            sink.Set(row, text.IsValid(row) && TProperty.Holds(text[row]));
    }
}

/// <summary>The same answer for all values but NULL, for which it is FALSE.</summary>
internal sealed class Answer(bool yes) : ScalarKernel
{
    public override void Evaluate(ReadOnlySpan<Vector> arguments, Vector result, EvaluationContext context)
    {
        var bits = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(result.AllocateBits(context.Arena));
        for (var i = 0; i < bits.Length; i++)
            bits[i] = yes ? BitWords.ValidityAt(arguments[0], i) : 0;
    }
}

internal readonly struct IsAlpha : ITextProperty
{
    public static bool Holds(ReadOnlySpan<byte> text) => Characters.All(text, Rune.IsLetter);
}

internal readonly struct IsDigit : ITextProperty
{
    public static bool Holds(ReadOnlySpan<byte> text) => Characters.All(text, Rune.IsDigit);
}

/// <summary>A sign, digits with a point or not, an exponent.</summary>
internal readonly struct IsDecimal : ITextProperty
{
    public static bool Holds(ReadOnlySpan<byte> text)
    {
        var number = text.Length > 0 && text[0] == '+' ? text[1..] : text;
        return number.Length > 0 && (char.IsAsciiDigit((char)number[^1]) || number[^1] == '.')
            && number.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0
            && Utf8Parser.TryParse(number, out double _, out var consumed) && consumed == number.Length;
    }
}

internal static class Characters
{
    /// <summary>Whether there are characters and all of them satisfy the condition.</summary>
    public static bool All(ReadOnlySpan<byte> text, Func<Rune, bool> holds)
    {
        var isEmpty = text.IsEmpty;
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var consumed) != System.Buffers.OperationStatus.Done || !holds(rune))
                return false;
            text = text[consumed..];
        }

        return !isEmpty;
    }
}
