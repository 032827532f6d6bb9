using StreamSql.Core.Diagnostics;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Tests;

/// <summary>Calls functions on plain values whose SQL types follow from their .NET types.</summary>
public abstract class ScalarTest(string zone = "UTC") : IDisposable
{
    private protected FunctionTester Tester { get; } = new(zone);

    public void Dispose()
    {
        Tester.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A NULL of a type, or any value of one that .NET types do not tell.</summary>
    protected static Typed Of(SqlType type, object? value) => new(type, value);

    protected static Typed NullText => new(SqlType.String, null);

    /// <summary>A DECIMAL of the precision and scale that the digits have.</summary>
    protected static Typed Decimal(string digits)
    {
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var scale = point < 0 ? 0 : digits.Length - point - 1;
        var type = new SqlType.Decimal(digits.Count(char.IsAsciiDigit), scale);
        var value = Int128.Parse(digits.Replace(".", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
        return new Typed(type, type.Physical() == PhysicalType.Int64 ? (object)(long)value : value);
    }

    protected object? Call(string name, params object?[] arguments) =>
        Tester.Call(name, [.. arguments.Select(ToTyped).Select(t => (t.Type, t.Value))]);

    protected void Is(object? expected, string name, params object?[] arguments) => Assert.Equal(expected, Call(name, arguments));

    /// <summary>The value as CAST to STRING shows it.</summary>
    protected void Shows(string? expected, string name, params object?[] arguments)
    {
        var typed = arguments.Select(ToTyped).ToArray();
        var function = FunctionTester.Resolve(name, [.. typed.Select(t => new Core.Functions.ArgumentInfo(t.Type, Literal(t.Value)))]);
        var value = Tester.Values(Tester.Evaluate(function, [.. typed.Select(t => Tester.Constant(t.Type, t.Value))]))[0];
        Assert.Equal(expected, value is null ? null : Tester.Cast(function.Result, SqlType.String, value));
    }

    protected void Fails(string code, string name, params object?[] arguments) =>
        Assert.Equal(code, Assert.Throws<SqlException>(() => Call(name, arguments)).Diagnostic.Code);

    protected static void DoesNotFit(string name, params SqlType[] types) => Assert.Null(
        BuiltinFunctions.Instance.FindScalar(name)!.Resolve([.. types.Select(t => new Core.Functions.ArgumentInfo(t))]));

    internal static object? Literal(object? value) => value switch
    {
        sbyte or short or int => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
        _ => value,
    };

    private static Typed ToTyped(object? value) => value switch
    {
        Typed typed => typed,
        null => new Typed(new SqlType.Null(), null),
        string => new Typed(SqlType.String.NotNull(), value),
        bool => new Typed(new SqlType.Boolean { Nullable = false }, value),
        int => new Typed(new SqlType.Integer { Nullable = false }, value),
        long => new Typed(new SqlType.BigInt { Nullable = false }, value),
        double => new Typed(new SqlType.Double { Nullable = false }, value),
        float => new Typed(new SqlType.Float { Nullable = false }, value),
        byte[] => new Typed(SqlType.Bytes.NotNull(), value),
        _ => throw new ArgumentException($"{value.GetType().Name} has no SQL type"),
    };

    /// <summary>A value with its SQL type.</summary>
    protected sealed record Typed(SqlType Type, object? Value);
}
