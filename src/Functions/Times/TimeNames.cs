using System.Text;

namespace StreamSql.Functions.Times;

/// <summary>The English names that patterns print and read.</summary>
internal static class TimeNames
{
    private static readonly byte[][] FullMonths = All(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December");

    private static readonly byte[][] FullDays = All("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    /// <param name="number">1 to 12.</param>
    public static ReadOnlySpan<byte> Month(int number, bool full) => full ? FullMonths[number - 1] : FullMonths[number - 1].AsSpan(0, 3);

    /// <param name="number">1 for Monday to 7.</param>
    public static ReadOnlySpan<byte> Day(int number, bool full) => full ? FullDays[number - 1] : FullDays[number - 1].AsSpan(0, 3);

    /// <summary>Cuts the name of a month off the start of a text: its number, or 0.</summary>
    public static int TakeMonth(ref ReadOnlySpan<byte> text, bool full, bool ignoreCase) => Take(ref text, FullMonths, full, ignoreCase);

    /// <summary>Cuts the name of a day off the start of a text: its number, or 0.</summary>
    public static int TakeDay(ref ReadOnlySpan<byte> text, bool full, bool ignoreCase) => Take(ref text, FullDays, full, ignoreCase);

    /// <summary>Whether a text starts with a word.</summary>
    public static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word, bool ignoreCase) =>
        text.Length >= word.Length && (ignoreCase ? Ascii.EqualsIgnoreCase(text[..word.Length], word) : text.StartsWith(word));

    private static int Take(ref ReadOnlySpan<byte> text, byte[][] names, bool full, bool ignoreCase)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var name = full ? names[i] : names[i].AsSpan(0, 3);
            if (!StartsWith(text, name, ignoreCase))
                continue;
            text = text[name.Length..];
            return i + 1;
        }

        return 0;
    }

    private static byte[][] All(params string[] names) => [.. names.Select(Encoding.ASCII.GetBytes)];
}
