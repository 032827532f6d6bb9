using StreamSql.Core.Functions;
using StreamSql.Core.Types;

namespace StreamSql.Functions.Scalar;

/// <summary>The kinds of parameters that functions have. A bare NULL fits each of them.</summary>
internal static class Parameters
{
    /// <summary>CHAR, VARCHAR, STRING, as they are.</summary>
    public static SqlType? Text(ArgumentInfo argument) => As(argument, SqlType.String, t => t.IsCharacter());

    /// <summary>BINARY, VARBINARY, BYTES, as they are.</summary>
    public static SqlType? Bytes(ArgumentInfo argument) => As(argument, SqlType.Bytes, t => t.IsBinary());

    public static SqlType? Boolean(ArgumentInfo argument) => As(argument, new SqlType.Boolean(), t => t is SqlType.Boolean);

    /// <summary>Any integer, cast to INT.</summary>
    public static SqlType? Int(ArgumentInfo argument) => To(argument, new SqlType.Integer(), t => t.IsInteger());

    /// <summary>Any integer, cast to BIGINT.</summary>
    public static SqlType? Long(ArgumentInfo argument) => To(argument, new SqlType.BigInt(), t => t.IsInteger());

    /// <summary>Any number, cast to DOUBLE.</summary>
    public static SqlType? Double(ArgumentInfo argument) => To(argument, new SqlType.Double(), t => t.IsNumeric());

    public static SqlType? Date(ArgumentInfo argument) => As(argument, new SqlType.Date(), t => t is SqlType.Date);

    /// <summary>Anything at all, as it is.</summary>
    public static SqlType? Anything(ArgumentInfo argument) => argument.Type;

    /// <summary>A keyword or constant text, which resolution reads and the kernel does not.</summary>
    public static SqlType? Symbol(ArgumentInfo argument) => argument.Literal is string ? argument.Type : null;

    /// <summary>A type that is cast to a target if it belongs to a family.</summary>
    public static SqlType? To(ArgumentInfo argument, SqlType target, Predicate<SqlType> family) =>
        argument.Type is SqlType.Null || family(argument.Type) ? target.WithNullable(argument.Type.Nullable) : null;

    private static SqlType? As(ArgumentInfo argument, SqlType ofNull, Predicate<SqlType> family) => argument.Type switch
    {
        SqlType.Null => ofNull,
        var type => family(type) ? type : null,
    };
}
