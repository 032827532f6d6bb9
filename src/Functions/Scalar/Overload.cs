using StreamSql.Core.Functions;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Scalar;

/// <summary>Whether an argument fits a parameter: the type to cast it to, or <see langword="null"/>.</summary>
internal delegate SqlType? Parameter(ArgumentInfo argument);

/// <summary>How the nullability of a result comes about.</summary>
internal enum Nullness
{
    /// <summary>NULL if an argument is.</summary>
    FromArguments,

    /// <summary>NULL also for some arguments that are not.</summary>
    Always,

    /// <summary>Never NULL.</summary>
    Never,
}

/// <summary>One way to call a function: parameters, result type, kernel.</summary>
/// <param name="Parameters">As many as there must be arguments; see <see cref="Variadic"/>.</param>
/// <param name="Result">Its own nullability is disregarded.</param>
internal sealed record Overload(Parameter[] Parameters, SqlType Result, Func<ScalarKernel> Kernel)
{
    public Nullness Nullness { get; init; }

    /// <summary>The last parameter takes any number of arguments, at least one.</summary>
    public bool Variadic { get; init; }

    /// <summary>Resolves to the first overload that fits.</summary>
    public static Func<IReadOnlyList<ArgumentInfo>, ResolvedFunction?> Any(params Overload[] overloads) => arguments =>
    {
        foreach (var overload in overloads)
        {
            if (overload.Resolve(arguments) is { } resolved)
                return resolved;
        }

        return null;
    };

    /// <summary>A result type with the nullability that follows from the arguments.</summary>
    public static SqlType WithNullness(SqlType result, Nullness nullness, IEnumerable<SqlType> arguments) => nullness switch
    {
        Nullness.Always => result.AsNullable(),
        Nullness.Never => result.NotNull(),
        _ => result.WithNullable(arguments.Any(a => a.Nullable)),
    };

    private ResolvedFunction? Resolve(IReadOnlyList<ArgumentInfo> arguments)
    {
        if (Variadic ? arguments.Count < Parameters.Length : arguments.Count != Parameters.Length)
            return null;
        var types = new SqlType[arguments.Count];
        for (var i = 0; i < types.Length; i++)
        {
            if (Parameters[Math.Min(i, Parameters.Length - 1)](arguments[i]) is not { } type)
                return null;
            types[i] = type;
        }

        return new ResolvedFunction(WithNullness(Result, Nullness, types), new EquatableList<SqlType>(types), Kernel);
    }
}
