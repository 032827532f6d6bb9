using System.Diagnostics;
using System.Globalization;
using StreamSql.Parser.Ast;

namespace StreamSql.Parser;

public sealed partial class SqlWriter
{
    private void Type(DataType type)
    {
        switch (type)
        {
            case DataType.Simple { Name: "TIME_LTZ" or "TIME_TZ" or "TIMESTAMP_TZ" } t:
                var name = t.Name.Split('_');
                Add(name[0]).Clause("(", t.Parameters, Number, ")").Add(name[1] == "TZ" ? " WITH TIME ZONE" : " WITH LOCAL TIME ZONE");
                break;
            case DataType.Simple t:
                Add(t.Name).Clause("(", t.Parameters, Number, ")");
                break;
            case DataType.Interval t:
                Add("INTERVAL ");
                Qualifier(t.Qualifier);
                break;
            case DataType.Array t:
                Element("ARRAY", t.Element);
                break;
            case DataType.Multiset t:
                Element("MULTISET", t.Element);
                break;
            case DataType.Map t:
                Add("MAP<");
                Type(t.Key);
                Add(", ");
                Type(t.Value);
                Add(">");
                break;
            case DataType.Row t:
                Add("ROW<").List(t.Fields, Field).Add(">");
                break;
            case DataType.Structured t:
                Add("STRUCTURED<");
                String(t.ClassName);
                Clause(", ", t.Fields, Field).Add(">");
                break;
            case DataType.Raw t:
                Add("RAW(");
                String(t.ClassName);
                Add(", ");
                String(t.Snapshot);
                Add(")");
                break;
            case DataType.Named { Name.Parts: [{ Name: var word }] } when AstBuilder.TypesByName.Contains(word, StringComparer.OrdinalIgnoreCase):
                Add("`").Add(word).Add("`");
                break;
            case DataType.Named t:
                Name(t.Name);
                break;
            default:
                throw new UnreachableException();
        }

        If(type.NotNull, " NOT NULL");
    }

    private void Element(string kind, DataType element)
    {
        Add(kind).Add("<");
        Type(element);
        Add(">");
    }

    private void Field(DataTypeField field)
    {
        Name(field.Name);
        Add(" ");
        Type(field.Type);
        if (field.Comment is null)
            return;
        Add(" ");
        String(field.Comment);
    }

    private void Qualifier(IntervalQualifier qualifier)
    {
        Unit(qualifier.Start);
        if (qualifier.Precision is { } precision)
            Add(string.Create(CultureInfo.InvariantCulture, $"({precision}"));
        if (qualifier is { End: null, FractionalPrecision: { } fraction })
            Add(string.Create(CultureInfo.InvariantCulture, $", {fraction}"));
        If(qualifier.Precision is not null, ")");
        if (qualifier.End is not { } end)
            return;
        Add(" TO ");
        Unit(end);
        if (qualifier.FractionalPrecision is { } last)
            Add(string.Create(CultureInfo.InvariantCulture, $"({last})"));
    }

    private void Unit(TimeUnit unit) => Add(unit switch
    {
        TimeUnit.DayOfYear => "DOY",
        TimeUnit.DayOfWeek => "DOW",
        TimeUnit.IsoDayOfWeek => "ISODOW",
        _ => unit.ToString().ToUpperInvariant(),
    });

    private void Number(int value) => Add(value.ToString(CultureInfo.InvariantCulture));
}
