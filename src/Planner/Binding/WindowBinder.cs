using StreamSql.Core.Text;
using StreamSql.Core.Types;
using StreamSql.Parser.Ast;
using StreamSql.Planner.Expressions;
using StreamSql.Planner.Plans;
using StreamSql.Planner.Properties;

namespace StreamSql.Planner.Binding;

/// <summary>Binds TUMBLE, HOP and CUMULATE in FROM.</summary>
internal sealed class WindowBinder(QueryBinder queries)
{
    public Relation Bind(Expression.FunctionCall call, string name)
    {
        var arguments = new WindowArguments(call, name);
        var data = Data(arguments.Required("DATA"), name);
        var plan = Projection.OfScope(data);
        var time = TimeColumn(arguments.Required("TIMECOL"), plan, name);
        var size = Length(arguments.Required("SIZE"), "size", name);
        var window = name switch
        {
            "TUMBLE" => new WindowSpec(WindowKind.Tumble, time, size, size, Offset(arguments)),
            "HOP" => new WindowSpec(WindowKind.Hop, time, size, Length(arguments.Required("SLIDE"), "slide", name), Offset(arguments)),
            _ => new WindowSpec(WindowKind.Cumulate, time, size, Length(arguments.Required("STEP"), "step", name), Offset(arguments)),
        };
        if (window.Kind == WindowKind.Cumulate && window.Size % window.Slide != 0)
            throw StreamingErrors.NotAMultiple(name, "step", arguments.Required("SIZE").Span);
        return Relation.Of(new LogicalPlan.WindowFunction(plan, window) { Span = new Origin(call.Span) });
    }

    private Relation Data(Expression argument, string name) => argument switch
    {
        Expression.TableArgument { PartitionBy.Count: > 0 } table => throw StreamingErrors.WindowPartition(name, table.Span),
        Expression.TableArgument { OrderBy.Count: > 0 } table => throw StreamingErrors.WindowPartition(name, table.Span),
        Expression.TableArgument table => queries.Bind(table.Table),
        Expression.ScalarSubquery query => queries.Bind(query.Query),
        _ => throw StreamingErrors.BadWindowArgument(name, "DATA", "TABLE t, or a query in parentheses", argument.Span),
    };

    private static int TimeColumn(Expression argument, LogicalPlan data, string name)
    {
        if (argument is not Expression.Descriptor { Columns: [var column] })
            throw StreamingErrors.BadWindowArgument(name, "TIMECOL", "DESCRIPTOR(column)", argument.Span);
        var (found, _) = Scope.Of(data.Schema, table: null).Find([column.Name]);

        // Of input that ends every row is known before a window must close, so that any time will do.
        if (found.Field.Time == TimeAttribute.Rowtime || (found.Field.Type.IsTimestamp() && Boundedness.IsBounded(data)))
            return found.Index;
        var scope = Scope.Of(data.Schema, table: null);
        throw StreamingErrors.NotATimeAttribute(name, column.Name.Name, scope.Rowtime, scope.Watermark is not null, column.Span);
    }

    private static long Length(Expression argument, string what, string name)
    {
        var length = Duration(argument, what, name);
        return length > 0 ? length : throw StreamingErrors.WindowNotPositive(name, what, argument.Span);
    }

    private static long Offset(WindowArguments arguments) =>
        arguments.Optional("OFFSET") is { } argument ? Duration(argument, "offset", "the window") : 0;

    private static long Duration(Expression argument, string what, string name)
    {
        var negative = argument is Expression.Unary { Operator: UnaryOperator.Minus };
        if (argument is Expression.Unary unary)
            argument = unary.Operand;
        if (argument is not Expression.IntervalLiteral literal || Intervals.Read(literal) is not { Type: SqlType.DayTimeInterval, Value: long micros })
            throw StreamingErrors.BadWindowArgument(name, what.ToUpperInvariant(), "a constant of days or less, as INTERVAL '10' MINUTE", argument.Span);
        return negative ? -micros : micros;
    }
}

/// <summary>The arguments of a window function by name, however they were given.</summary>
internal sealed class WindowArguments
{
    private readonly Dictionary<string, Expression> _byName = [];
    private readonly Expression.FunctionCall _call;
    private readonly string[] _names;

    public WindowArguments(Expression.FunctionCall call, string function)
    {
        _call = call;
        _names = function switch
        {
            "TUMBLE" => ["DATA", "TIMECOL", "SIZE", "OFFSET"],
            "HOP" => ["DATA", "TIMECOL", "SLIDE", "SIZE", "OFFSET"],
            _ => ["DATA", "TIMECOL", "STEP", "SIZE", "OFFSET"],
        };
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            if (call.Arguments[i] is Expression.NamedArgument named)
                AddNamed(named, function);
            else if (_byName.Count == i && i < _names.Length)
                _byName[_names[i]] = call.Arguments[i];
            else
                throw Signature(call.Arguments[i].Span);
        }
    }

    public Expression Required(string name) => Optional(name) ?? throw StreamingErrors.MissingWindowArgument(_call.Name.Name, name, Usage, _call.Span);

    public Expression? Optional(string name) => _byName.GetValueOrDefault(name);

    private string Usage => $"{_call.Name.Name.ToUpperInvariant()}(TABLE t, DESCRIPTOR(ts), {string.Join(", ", _names[2..^1].Select(n => n.ToLowerInvariant()))} [, offset])";

    private void AddNamed(Expression.NamedArgument named, string function)
    {
        var name = named.Name.Name.ToUpperInvariant();
        if (!_names.Contains(name))
            throw StreamingErrors.UnknownWindowArgument(function, named.Name.Name, _names, named.Name.Span);
        if (!_byName.TryAdd(name, named.Value))
            throw PlannerErrors.DuplicateColumn(named.Name.Name, "the arguments", named.Span);
    }

    private Core.Diagnostics.SqlException Signature(TextSpan span) => StreamingErrors.TooManyWindowArguments(_call.Name.Name, Usage, span);
}
