using System.Diagnostics;
using System.Globalization;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;

namespace StreamSql.Planner.Binding;

/// <summary>Gives types as written their meaning: defaults filled in, parameters checked.</summary>
internal static class TypeBinder
{
    public static SqlType Bind(DataType type) => Core(type).WithNullable(!type.NotNull);

    private static SqlType Core(DataType type) => type switch
    {
        DataType.Simple t => Simple(t),
        DataType.Interval t => Interval(t.Qualifier),
        DataType.Array t => new SqlType.Array(Bind(t.Element)),
        DataType.Multiset t => new SqlType.Multiset(Bind(t.Element)),
        DataType.Map t => new SqlType.Map(Bind(t.Key), Bind(t.Value)),
        DataType.Row t => new SqlType.Row([.. Fields(t)]),
        DataType.Structured => throw PlannerErrors.NotSupported("type STRUCTURED", type.Span, hint: "use ROW"),
        DataType.Raw => throw PlannerErrors.NotSupported("type RAW", type.Span, hint: "use BYTES"),
        DataType.Named t => throw PlannerErrors.UnknownType(t.Name.ToString(), type.Span),
        _ => throw new UnreachableException(type.GetType().Name),
    };

    private static SqlType Simple(DataType.Simple type)
    {
        int Parameter(int index, string what, int low, int high, int otherwise)
        {
            if (type.Parameters.Count <= index)
                return otherwise;
            var value = type.Parameters[index];
            return value >= low && value <= high ? value : throw PlannerErrors.BadTypeParameter(type.Name, what, low, high, value, type.Span);
        }

        int Length() => Parameter(0, "length", 1, SqlType.MaxLength, 1);
        int Fraction(int otherwise) => Parameter(0, "precision", 0, 9, otherwise);
        switch (type.Name)
        {
            case "BOOLEAN": return new SqlType.Boolean();
            case "TINYINT": return new SqlType.TinyInt();
            case "SMALLINT": return new SqlType.SmallInt();
            case "INT": return new SqlType.Integer();
            case "BIGINT": return new SqlType.BigInt();
            case "FLOAT": return new SqlType.Float();
            case "DOUBLE": return new SqlType.Double();
            case "DECIMAL":
                var precision = Parameter(0, "precision", 1, SqlType.MaxDecimalPrecision, 10);
                return new SqlType.Decimal(precision, Parameter(1, "scale", 0, precision, 0));
            case "CHAR": return new SqlType.Char(Length());
            case "VARCHAR": return new SqlType.VarChar(Length());
            case "STRING": return SqlType.String;
            case "BINARY": return new SqlType.Binary(Length());
            case "VARBINARY": return new SqlType.VarBinary(Length());
            case "BYTES": return SqlType.Bytes;
            case "DATE": return new SqlType.Date();
            case "TIME": return new SqlType.Time(Fraction(0));
            case "TIMESTAMP": return new SqlType.Timestamp(Fraction(6));
            case "TIMESTAMP_LTZ": return new SqlType.TimestampLtz(Fraction(6));
            case "NULL": return new SqlType.Null();
            case "TIMESTAMP_TZ":
                throw PlannerErrors.NotSupported("type TIMESTAMP WITH TIME ZONE", type.Span, inFlink: false, "use TIMESTAMP_LTZ");
            default: throw PlannerErrors.NotSupported($"type {type.Name}", type.Span);
        }
    }

    /// <summary>Year and month make a number of months; all shorter units a duration. Quarters are months and weeks are days.</summary>
    public static SqlType Interval(IntervalQualifier qualifier)
    {
        var start = qualifier.Start switch
        {
            TimeUnit.Quarter => TimeUnit.Month,
            TimeUnit.Week => TimeUnit.Day,
            var unit => unit,
        };
        var units = qualifier.End is { } end ? $"{Unit(start)} TO {Unit(end)}" : Unit(start);
        if (start is TimeUnit.Year or TimeUnit.Month)
            return new SqlType.YearMonthInterval(units);
        if (start is not (TimeUnit.Day or TimeUnit.Hour or TimeUnit.Minute or TimeUnit.Second))
            throw PlannerErrors.NotSupported($"an interval of {Unit(qualifier.Start)}", qualifier.Span, inFlink: false);
        var seconds = (qualifier.End ?? qualifier.Start) == TimeUnit.Second;
        return new SqlType.DayTimeInterval(
            seconds ? string.Create(CultureInfo.InvariantCulture, $"{units}({qualifier.FractionalPrecision ?? 3})") : units);
    }

    private static string Unit(TimeUnit unit) => unit.ToString().ToUpperInvariant();

    private static IEnumerable<RowField> Fields(DataType.Row row)
    {
        var names = new HashSet<string>();
        foreach (var field in row.Fields.ToArray())
        {
            if (!names.Add(field.Name.Name))
                throw PlannerErrors.DuplicateColumn(field.Name.Name, "ROW", field.Name.Span);
            yield return new RowField(field.Name.Name, Bind(field.Type), field.Comment);
        }
    }
}
