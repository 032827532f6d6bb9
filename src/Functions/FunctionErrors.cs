using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Core.Types;

namespace StreamSql.Functions;

/// <summary>What can be wrong with the data or the constant arguments of a function.</summary>
internal static class FunctionErrors
{
    private const int MaxShown = 64;

    public static SqlException DivisionByZero() => Error("SS5001", "22012", "division by zero");

    /// <param name="value">As text; shortened if it is long.</param>
    public static SqlException CannotCast(string value, SqlType target) => Error(
        "SS5002",
        "22018",
        $"cannot cast '{Shorten(value)}' to {target.Name}",
        "TRY_CAST gives NULL for values that do not convert");

    public static SqlException OutOfRange(string function, string value) =>
        Error("SS5003", "22003", $"{function}: value {Shorten(value)} is out of range");

    public static SqlException InvalidArgument(string function, string problem, string? hint = null) =>
        Error("SS5004", "22023", $"{function}: {problem}", hint);

    private static SqlException Error(string code, string state, string message, string? hint = null) =>
        new(new Diagnostic(code, state, message, TextSpan.None) { Hint = hint });

    private static string Shorten(string value) => value.Length <= MaxShown ? value : string.Concat(value.AsSpan(0, MaxShown), "…");
}
