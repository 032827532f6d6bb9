using System.Globalization;

namespace StreamSql.Core.Data;

/// <summary>Puts short pieces of ASCII one after the other into a span that is long enough.</summary>
/// <param name="target">Where to.</param>
internal ref struct AsciiWriter(Span<byte> target)
{
    private readonly Span<byte> _target = target;

    /// <summary>Bytes put.</summary>
    public int Length { get; private set; }

    public void Put(char c) => _target[Length++] = (byte)c;

    public void Put(char c, int times)
    {
        _target.Slice(Length, times).Fill((byte)c);
        Length += times;
    }

    public void Put(scoped ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_target[Length..]);
        Length += bytes.Length;
    }

    public void Put(long number)
    {
        number.TryFormat(_target[Length..], out var written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>A number with zeros before it.</summary>
    /// <param name="number">At least 0.</param>
    /// <param name="digits">At least so many.</param>
    public void Put(long number, int digits)
    {
        var width = 1;
        for (var rest = number; rest >= 10; rest /= 10)
            width++;
        Put('0', Math.Max(0, digits - width));
        Put(number);
    }
}
