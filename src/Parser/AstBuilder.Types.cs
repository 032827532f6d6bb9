using System.Diagnostics;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Parser.Ast;
using static StreamSql.Parser.Generated.StreamSqlParser;

namespace StreamSql.Parser;

internal sealed partial class AstBuilder
{
    /// <summary>Types that are names to the grammar but have a meaning of their own.</summary>
    internal static readonly string[] TypesByName = ["VARIANT", "BITMAP", "DESCRIPTOR"];

    private DataType DataType(DataTypeContext context)
    {
        var suffixes = context.collectionSuffix();
        using var level = Deeper(suffixes.Length, context);
        var type = TypeName(context.typeName());
        var from = context.Start.StartIndex;
        foreach (var child in context.children.Skip(1))
        {
            type = child switch
            {
                NullableContext => type,
                NotNullContext => type with { NotNull = true },
                CollectionSuffixContext suffix when suffix.MULTISET() is not null => new DataType.Multiset(type),
                CollectionSuffixContext => new DataType.Array(type),
                _ => throw new UnreachableException(),
            };
            type = type with { Span = new TextSpan(from, ((Antlr4.Runtime.ParserRuleContext)child).Stop.StopIndex + 1 - from) };
        }

        return type;
    }

    private DataType TypeName(TypeNameContext context)
    {
        DataType type = context switch
        {
            SimpleTypeContext c => Simple(SimpleName(c.GetText())),
            DateTypeContext => Simple("DATE"),
            NullTypeContext => Simple("NULL"),
            DoubleTypeContext => Simple("DOUBLE"),
            DecimalTypeContext c => new DataType.Simple("DECIMAL", DecimalParameters(c)),
            CharacterTypeContext c => Simple(CharacterName(c), c.typeLength()),
            SizedTypeContext c => Simple(c.SIZED_TYPE().GetText().ToUpperInvariant(), c.typeLength()),
            TimeTypeContext c => Simple(TimeName(c), c.typeLength()),
            TimestampLtzTypeContext c => Simple("TIMESTAMP_LTZ", c.typeLength()),
            IntervalTypeContext c => new DataType.Interval(Qualifier(c.intervalQualifier())),
            CollectionTypeContext c when c.ARRAY() is not null => new DataType.Array(DataType(c.dataType())),
            CollectionTypeContext c => new DataType.Multiset(DataType(c.dataType())),
            MapTypeContext c => new DataType.Map(DataType(c.dataType(0)), DataType(c.dataType(1))),
            RowTypeContext c => new DataType.Row(Fields(c.typeField())),
            StandardRowTypeContext c => new DataType.Row(Fields(c.typeField())),
            EmptyRowTypeContext => new DataType.Row([]),
            StructuredTypeContext c => new DataType.Structured(String(c.stringLiteral()).Value, Fields(c.typeField())),
            RawTypeContext c => new DataType.Raw(String(c.stringLiteral(0)).Value, String(c.stringLiteral(1)).Value),
            NamedTypeContext c => TypeByName(c.qualifiedName()),
            _ => throw new UnreachableException(),
        };
        return type with { Span = SpanOf(context) };
    }

    private static DataType.Simple Simple(string name, TypeLengthContext? length = null) =>
        new(name, length is null ? [] : [Integer(length.INTEGER())]);

    private static string SimpleName(string written) => written.ToUpperInvariant() switch
    {
        "INTEGER" => "INT",
        "REAL" => "FLOAT",
        var name => name,
    };

    private static NodeList<int> DecimalParameters(DecimalTypeContext context)
    {
        var sign = context.MINUS() is null ? 1 : -1;
        return context.INTEGER() switch
        {
            [] => [],
            [var precision] => [Integer(precision)],
            [var precision, var scale] => [Integer(precision), sign * Integer(scale)],
            _ => throw new UnreachableException(),
        };
    }

    private static string CharacterName(CharacterTypeContext context) =>
        (context.VARYING() is null ? "" : "VAR") + (context.BINARY() is null ? "CHAR" : "BINARY");

    private static string TimeName(TimeTypeContext context) =>
        (context.TIME() is null ? "TIMESTAMP" : "TIME") + context.timeZone() switch
        {
            WithTimeZoneContext { } zone => zone.LOCAL() is null ? "_TZ" : "_LTZ",
            _ => "",
        };

    private static DataType TypeByName(QualifiedNameContext context) =>
        TypesByName.FirstOrDefault(t => t.Equals(context.GetText(), StringComparison.OrdinalIgnoreCase)) is { } known
            ? new DataType.Simple(known, [])
            : new DataType.Named(Name(context));

    private NodeList<DataTypeField> Fields(TypeFieldContext[] fields) => fields
        .Select(f => new DataTypeField(Identifier(f.identifier()), DataType(f.dataType()), Optional(f.stringLiteral())) { Span = SpanOf(f) })
        .ToNodeList();

    private static string? Optional(StringLiteralContext? context) => context is null ? null : String(context).Value;

    private static IntervalQualifier Qualifier(IntervalQualifierContext context)
    {
        var units = context.timeUnit();
        var start = Unit(units[0]);
        TimeUnit? end = units.Length > 1 ? Unit(units[1]) : null;
        if (!IsRange(start, end))
        {
            var range = end is null ? units[0].GetText() : $"{units[0].GetText()} TO {units[1].GetText()}";
            throw new SqlException(SyntaxErrors.NotAnInterval(range.ToUpperInvariant(), SpanOf(context)));
        }

        // SECOND(3, 6) has both, DAY(3) TO SECOND(6) one at each end.
        int? leading = null, fraction = null;
        foreach (var precision in context.intervalPrecision())
        {
            var numbers = precision.INTEGER();
            if (precision.Start.StartIndex > units[^1].Start.StartIndex && units.Length > 1)
                fraction = Integer(numbers[0]);
            else
                (leading, fraction) = (Integer(numbers[0]), numbers.Length > 1 ? Integer(numbers[1]) : null);
        }

        return new IntervalQualifier(start, end, leading, fraction) { Span = SpanOf(context) };
    }

    private static bool IsRange(TimeUnit start, TimeUnit? end) => (start, end) switch
    {
        (<= TimeUnit.Second, null) => true,
        (TimeUnit.Year, TimeUnit.Month) => true,
        (TimeUnit.Day or TimeUnit.Hour or TimeUnit.Minute, { } smaller) => smaller > start && smaller <= TimeUnit.Second,
        _ => false,
    };

    private static TimeUnit Unit(TimeUnitContext context) => context.GetText().ToUpperInvariant().Replace("SQL_TSI_", "", StringComparison.Ordinal) switch
    {
        "YEAR" or "YEARS" => TimeUnit.Year,
        "QUARTER" or "QUARTERS" => TimeUnit.Quarter,
        "MONTH" or "MONTHS" => TimeUnit.Month,
        "WEEK" or "WEEKS" => TimeUnit.Week,
        "DAY" or "DAYS" => TimeUnit.Day,
        "HOUR" or "HOURS" => TimeUnit.Hour,
        "MINUTE" or "MINUTES" => TimeUnit.Minute,
        "SECOND" or "SECONDS" => TimeUnit.Second,
        "MILLISECOND" => TimeUnit.Millisecond,
        "MICROSECOND" => TimeUnit.Microsecond,
        "NANOSECOND" => TimeUnit.Nanosecond,
        "MILLENNIUM" => TimeUnit.Millennium,
        "CENTURY" => TimeUnit.Century,
        "DECADE" => TimeUnit.Decade,
        "EPOCH" => TimeUnit.Epoch,
        "DOY" => TimeUnit.DayOfYear,
        "DOW" => TimeUnit.DayOfWeek,
        "ISODOW" => TimeUnit.IsoDayOfWeek,
        "ISOYEAR" => TimeUnit.IsoYear,
        _ => throw new UnreachableException(),
    };

    private static Expression.UnitArgument UnitArgument(TimeUnitContext context) => new(Unit(context)) { Span = SpanOf(context) };
}
