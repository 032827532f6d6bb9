using StreamSql.Parser.Ast;

namespace StreamSql.Parser.Tests;

/// <summary>Makes trees as the parser makes them: whatever it can give, and nothing that it cannot.</summary>
internal sealed class RandomAst(Random random)
{
    private static readonly string[] Words =
    [
        "a", "b", "Total", "order", "key", "map", "first", "final", "value", "model", "descriptor", "if", "two words", "tick`s", "_x", "$y", "1st", "é", "unbounded", "json", "a.b",
    ];

    public Query Query(int depth) => depth <= 0 || Chance(50) ? Select(depth) : random.Next(6) switch
    {
        0 => new Query.Values(Many(1, 3, () => new ValuesRow(Many(1, 3, () => Expression(depth - 2))))),
        1 => new Query.Table(Name()),
        2 => new Query.SetOperation(Any<SetOperator>(), Chance(50), Query(depth - 1), Query(depth - 1)),
        3 => new Query.With(Many(1, 2, () => new CommonTable(Id(), Many(0, 2, Id), Query(depth - 2))), Chance(20), Query(depth - 1)),
        4 => new Query.Ordered(Query(depth - 1), Many(1, 2, () => Order(depth - 2)), Maybe(Integer), Maybe(Integer)),
        _ => new Query.Ordered(Query(depth - 1), [], Integer(), Maybe(Integer)),
    };

    public DataType Type(int depth) => PlainType(depth) with { NotNull = Chance(30) };

    private DataType PlainType(int depth) => depth <= 0 || Chance(50)
        ? random.Next(7) switch
        {
            0 => new DataType.Simple(Pick("INT", "BIGINT", "BOOLEAN", "STRING", "BYTES", "DATE", "DOUBLE", "FLOAT", "VARIANT", "NULL"), []),
            1 => new DataType.Simple(Pick("CHAR", "VARCHAR", "BINARY", "VARBINARY"), [random.Next(1, 99)]),
            2 => new DataType.Simple("DECIMAL", Many(0, 2, () => random.Next(38))),
            3 => new DataType.Simple(Pick("TIME", "TIME_LTZ", "TIMESTAMP", "TIMESTAMP_LTZ", "TIMESTAMP_TZ"), Many(0, 1, () => random.Next(9))),
            4 => new DataType.Interval(Qualifier()),
            5 => new DataType.Raw("Class", "it's"),
            _ => new DataType.Named(Name()),
        }
        : random.Next(5) switch
        {
            0 => new DataType.Array(Type(depth - 1)),
            1 => new DataType.Multiset(Type(depth - 1)),
            2 => new DataType.Map(Type(depth - 1), Type(depth - 1)),
            3 => new DataType.Row(Many(0, 3, () => Field(depth - 1))),
            _ => new DataType.Structured("C", Many(0, 2, () => Field(depth - 1))),
        };

    private DataTypeField Field(int depth) => new(Id(), Type(depth), Chance(20) ? "what's that" : null);

    private Query.Select Select(int depth)
    {
        var select = new Query.Select(Many(1, 3, () => Item(depth - 1))) { Distinct = Chance(20), Hints = Many(0, 1, Hint) };
        return Chance(20) ? select : select with
        {
            From = Table(depth - 1),
            Where = Maybe(() => Expression(depth - 1)),
            GroupBy = Chance(30) ? new GroupBy(Many(1, 3, () => Grouping(depth - 1)), Chance(20)) : null,
            Having = Chance(20) ? Expression(depth - 1) : null,
            Windows = Chance(20) ? Many(1, 2, () => new NamedWindow(Id(), Window(depth - 1))) : [],
            Qualify = Chance(20) ? Expression(depth - 1) : null,
        };
    }

    private SelectItem Item(int depth) => random.Next(5) switch
    {
        0 => new SelectItem.Star(),
        1 => new SelectItem.QualifiedStar(Many(1, 3, Id)),
        _ => new SelectItem.Column(Expression(depth), Maybe(Id)),
    };

    private Hint Hint() => new(Id(), Many(0, 2, () => new HintArgument(Chance(50) ? new Expression.StringLiteral("k'ey") : null, new Expression.StringLiteral("v"))));

    private GroupingElement Grouping(int depth) => depth <= 0 || Chance(60)
        ? new GroupingElement.Set(Many(0, 3, () => Expression(depth - 1)))
        : random.Next(3) switch
        {
            0 => new GroupingElement.Rollup(Many(1, 2, () => Grouping(depth - 1))),
            1 => new GroupingElement.Cube(Many(1, 2, () => Grouping(depth - 1))),
            _ => new GroupingElement.GroupingSets(Many(1, 2, () => Grouping(depth - 1))),
        };

    private TableReference Table(int depth) => depth <= 0 || Chance(40)
        ? new TableReference.Named(Name()) { Hints = Many(0, 1, Hint) }
        : random.Next(8) switch
        {
            0 => new TableReference.Derived(Query(depth - 1), Chance(30)),
            1 => new TableReference.Function(new Expression.FunctionCall(Name(), Many(0, 3, () => Argument(depth - 1))), Chance(30)),
            2 => new TableReference.Unnest(Many(1, 2, () => Expression(depth - 1)), Chance(50)),
            3 => new TableReference.Join(
                Pick(JoinKind.Inner, JoinKind.Left, JoinKind.Right, JoinKind.Full), Table(depth - 1), Table(depth - 1), Condition(depth - 1)),
            4 => new TableReference.Join(JoinKind.Cross, Table(depth - 1), Table(depth - 1), new JoinCondition.None()),
            5 => new TableReference.Snapshot(Table(depth - 1), Expression(depth - 1)),
            6 => new TableReference.Sample(Table(depth - 1), Pick("BERNOULLI", "SYSTEM"), Integer(), Maybe<Expression>(Integer)),
            _ => new TableReference.Aliased(Table(depth - 1), Id(), Many(0, 2, Id)),
        };

    private JoinCondition Condition(int depth) => random.Next(3) switch
    {
        0 => new JoinCondition.Natural(),
        1 => new JoinCondition.Using(Many(1, 2, Id)),
        _ => new JoinCondition.On(Expression(depth)),
    };

    private Expression Argument(int depth) => random.Next(8) switch
    {
        0 => new Expression.TableArgument(
            Chance(50) ? new Query.Table(Name()) : Query(depth - 1), Many(0, 2, () => Expression(depth - 1)), Many(0, 2, () => Order(depth - 1))),
        1 => new Expression.ModelArgument(Name()),
        2 => new Expression.Descriptor(Many(1, 2, () => new DescriptorColumn(Id(), Chance(20) ? Type(1) : null))),
        3 => new Expression.NamedArgument(Id(), Chance(20) ? new Expression.DefaultArgument() : Expression(depth - 1)),
        _ => Expression(depth - 1),
    };

    private Expression Expression(int depth) => depth <= 0 || Chance(30) ? Leaf() : random.Next(22) switch
    {
        0 => new Expression.And(Many(2, 3, () => Expression(depth - 1))),
        1 => new Expression.Or(Many(2, 3, () => Expression(depth - 1))),
        2 or 3 => new Expression.Not(Expression(depth - 1)),
        4 => new Expression.Is(Expression(depth - 1), Any<IsTest>()),
        5 => new Expression.IsDistinctFrom(Expression(depth - 1), Expression(depth - 1)),
        6 => new Expression.Between(Expression(depth - 1), Expression(depth - 1), Expression(depth - 1), Chance(20)),
        // A list that is one subquery is read as a query.
        7 => new Expression.InList(Expression(depth - 1), [Leaf(), .. Many(0, 2, () => Expression(depth - 1))]),
        8 => new Expression.InQuery(Expression(depth - 1), Query(depth - 1)),
        9 => new Expression.Like(Expression(depth - 1), Expression(depth - 1), Maybe(() => Expression(depth - 2)), Any<LikeKind>()),
        10 => new Expression.QuantifiedComparison(Pick(BinaryOperator.Equal, BinaryOperator.Less), Chance(50), Expression(depth - 1), Query(depth - 1)),
        11 => new Expression.Exists(Query(depth - 1)),
        12 => new Expression.ScalarSubquery(Query(depth - 1)),
        13 => new Expression.Case(
            Maybe(() => Expression(depth - 1)), Many(1, 2, () => new WhenClause(Expression(depth - 1), Expression(depth - 1))), Maybe(() => Expression(depth - 1))),
        14 => new Expression.Cast(Expression(depth - 1), Type(2), Chance(50)),
        15 => new Expression.Row(Many(1, 3, () => Expression(depth - 1))),
        16 => new Expression.Array(Many(0, 3, () => Expression(depth - 1))),
        17 => new Expression.Map(Many(0, 2, () => new MapEntry(Expression(depth - 1), Expression(depth - 1)))),
        18 => new Expression.Subscript(Expression(depth - 1), Expression(depth - 1)),
        19 => new Expression.FieldAccess(Expression(depth - 1), Id()),
        20 => new Expression.Unary(Any<UnaryOperator>(), Expression(depth - 1)),
        21 => Call(depth),
        _ => new Expression.Binary(Any<BinaryOperator>(), Expression(depth - 1), Expression(depth - 1)),
    };

    private Expression Call(int depth) => random.Next(10) switch
    {
        0 => Function("TRIM", new Expression.Symbol(Pick("BOTH", "LEADING", "TRAILING")), Expression(depth - 1), Expression(depth - 1)),
        1 => Function("EXTRACT", new Expression.UnitArgument(Any<TimeUnit>()), Expression(depth - 1)),
        2 => Function(Pick("FLOOR", "CEIL"), Expression(depth - 1), new Expression.UnitArgument(Any<TimeUnit>())),
        3 => Function(Pick("SUBSTRING", "OVERLAY", "POSITION"), Expression(depth - 1), Expression(depth - 1), Expression(depth - 1)),
        4 => Function("JSON_OBJECT", [new Expression.Symbol(Pick("NULL", "ABSENT")), Expression(depth - 1), Expression(depth - 1)]),
        5 => Function(
            "JSON_VALUE", Expression(depth - 1), Expression(depth - 1), new Expression.TypeArgument(PlainType(1)),
            new Expression.Symbol("DEFAULT"), Expression(depth - 1), new Expression.Symbol("ERROR"), new Expression.NullLiteral()),
        6 => Function(Pick("OVERLAPS", "MEMBER OF", "IMMEDIATELY PRECEDES"), Expression(depth - 1), Expression(depth - 1)),
        7 => Function("MULTISET UNION", new Expression.Symbol("ALL"), Expression(depth - 1), Expression(depth - 1)),
        8 => Function("CURRENT_DATE"),
        _ => Function(Pick("COUNT", "left", "my function", "Upper", "YEAR"), [.. Many(0, 3, () => Expression(depth - 1))]) with
        {
            Nulls = Any<NullTreatment>(),
            Filter = Chance(20) ? Expression(depth - 1) : null,
            Over = Chance(30) ? Window(depth - 1) : null,
            WithinGroup = Chance(20) ? Many(1, 2, () => Order(depth - 1)) : [],
        },
    };

    private static Expression.FunctionCall Function(string name, params Expression[] arguments) =>
        new(new QualifiedName([new Identifier(name)]), arguments.ToNodeList());

    private WindowSpecification Window(int depth) => new(
        Maybe(Id), Many(0, 2, () => Expression(depth - 1)), Many(0, 2, () => Order(depth - 1)),
        Chance(50) ? new WindowFrame(Any<FrameUnit>(), Bound(depth), Maybe(() => Bound(depth))) : null);

    private FrameBound Bound(int depth) => random.Next(5) switch
    {
        0 => new FrameBound.UnboundedPreceding(),
        1 => new FrameBound.CurrentRow(),
        2 => new FrameBound.UnboundedFollowing(),
        3 => new FrameBound.Preceding(Expression(depth - 1)),
        _ => new FrameBound.Following(Expression(depth - 1)),
    };

    private OrderItem Order(int depth) => new(Expression(depth - 1), Chance(50), Chance(30) ? Chance(50) : null);

    private Expression Leaf() => random.Next(12) switch
    {
        0 => new Expression.NullLiteral(),
        1 => new Expression.BooleanLiteral(Pick<bool?>(true, false, null)),
        2 => Integer(),
        3 => new Expression.NumberLiteral(Pick("1.50", ".5", "1e3", "12E-4", "7.")),
        4 => new Expression.StringLiteral(Pick("", "it's", "a\nb", "\\", "--", "/*", "😀")),
        5 => new Expression.BinaryLiteral("00FF"),
        6 => new Expression.DateTimeLiteral(Any<DateTimeLiteralKind>(), "2024-01-01"),
        7 => new Expression.IntervalLiteral("1", Chance(30), Qualifier()),
        8 => new Expression.IntervalOf(new Expression.NumberLiteral("5"), Qualifier()),
        _ => new Expression.ColumnReference(Many(1, 3, Id)),
    };

    private Expression.NumberLiteral Integer() => new(random.Next(1000).ToString());

    private IntervalQualifier Qualifier() => random.Next(4) switch
    {
        0 => new IntervalQualifier(TimeUnit.Year, TimeUnit.Month, Chance(50) ? 4 : null, null),
        1 => new IntervalQualifier(TimeUnit.Day, TimeUnit.Second, Chance(50) ? 3 : null, Chance(50) ? 6 : null),
        2 => new IntervalQualifier(TimeUnit.Second, null, 3, Chance(50) ? 6 : null),
        _ => new IntervalQualifier(Pick(TimeUnit.Week, TimeUnit.Quarter, TimeUnit.Hour), null, Chance(50) ? 2 : null, null),
    };

    private Identifier Id() => new(Pick(Words));

    private QualifiedName Name() => new(Many(1, 3, Id));

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(params T[] values) => values[random.Next(values.Length)];

    private T Any<T>()
        where T : struct, Enum => Pick(Enum.GetValues<T>());

    private T? Maybe<T>(Func<T> make)
        where T : class => Chance(40) ? make() : null;

    private NodeList<T> Many<T>(int least, int most, Func<T> make) =>
        Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => make()).ToNodeList();
}
