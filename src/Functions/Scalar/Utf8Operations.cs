using StreamSql.Functions.Kernels;

namespace StreamSql.Functions.Scalar;

internal readonly struct IsValidUtf8 : IOperation<Text, BitSink>
{
    public bool Invoke(in Text a, int row, ref BitSink sink) => sink.Set(row, System.Text.Unicode.Utf8.IsValid(a[row]));
}

/// <summary>Each longest start of a sequence that does not go on becomes one U+FFFD.</summary>
internal readonly struct MakeValidUtf8 : IOperation<Text, TextSink>
{
    private static ReadOnlySpan<byte> Replacement => "\uFFFD"u8;

    public bool Invoke(in Text a, int row, ref TextSink sink)
    {
        var bytes = a[row];
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return sink.Slice(row, 0, in a.At(row), bytes, 0, bytes.Length);
        var target = sink.Reserve(bytes.Length * Replacement.Length);
        var length = 0;
        while (!bytes.IsEmpty)
        {
            var isValid = System.Text.Rune.DecodeFromUtf8(bytes, out _, out var consumed) == System.Buffers.OperationStatus.Done;
            var piece = isValid ? bytes[..consumed] : Replacement;
            piece.CopyTo(target[length..]);
            length += piece.Length;
            bytes = bytes[consumed..];
        }

        return sink.Commit(row, length);
    }
}
