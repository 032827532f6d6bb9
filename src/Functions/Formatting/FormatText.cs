using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace StreamSql.Functions.Formatting;

/// <summary>A format of java.util.Formatter taken apart.</summary>
internal static partial class FormatText
{
    private const string Flags = "-0+ ,(";
    private const string Conversions = "sSbBdxXofeEc";

    /// <summary>The pieces, or <see langword="null"/> if Java would refuse the format or it needs more arguments than there are.</summary>
    /// <exception cref="Core.Diagnostics.SqlException">A conversion that Java knows, but this engine does not (SS5004).</exception>
    public static FormatPiece[]? Parse(string format, int arguments)
    {
        var pieces = new List<FormatPiece>();
        var (position, next, last) = (0, 0, -1);
        foreach (Match match in Directive().Matches(format))
        {
            if (match.Index > position)
                pieces.Add(FormatPiece.Text(Encoding.UTF8.GetBytes(format[position..match.Index])));
            position = match.Index + match.Length;
            var conversion = match.Groups["c"].ValueSpan;
            if (conversion is "%" or "n")
            {
                pieces.Add(FormatPiece.Text([conversion is "%" ? (byte)'%' : (byte)'\n']));
                continue;
            }

            if (conversion.IsEmpty)
                return null;
            if (!Conversions.Contains(conversion[0], StringComparison.Ordinal))
            {
                return "gGaAhHtT".Contains(conversion[0], StringComparison.Ordinal)
                    ? throw FunctionErrors.InvalidArgument("PRINTF", $"the conversion %{conversion} is not supported", $"supported are {string.Join(", ", Conversions.Select(c => $"%{c}"))}, %n and %%")
                    : null;
            }

            var argument = match.Groups["same"].Success ? last : match.Groups["i"].Success ? Number(match.Groups["i"]) - 1 : next++;
            if (argument < 0 || argument >= arguments)
                return null;
            last = argument;
            pieces.Add(new FormatPiece([], argument, conversion[0], FlagsOf(match.Groups["f"].ValueSpan), Math.Max(0, Number(match.Groups["w"])), Number(match.Groups["p"])));
        }

        if (position < format.Length)
            pieces.Add(FormatPiece.Text(Encoding.UTF8.GetBytes(format[position..])));
        return [.. pieces];
    }

    private static int Number(Group digits) => digits.Success && int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : -1;

    private static FormatFlags FlagsOf(ReadOnlySpan<char> characters)
    {
        var flags = FormatFlags.None;
        foreach (var character in characters)
            flags |= (FormatFlags)(1 << Flags.IndexOf(character, StringComparison.Ordinal));
        return flags;
    }

    [GeneratedRegex(@"%(?:(?<i>\d+)\$|(?<same><))?(?<f>[-0+ ,(]*)(?<w>[1-9]\d*)?(?:\.(?<p>\d+))?(?<c>[a-zA-Z%]?)", RegexOptions.ExplicitCapture)]
    private static partial Regex Directive();
}
