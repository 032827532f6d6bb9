namespace StreamSql.Parser.Ast;

/// <summary>An expression as written, without its sugar: <c>a NOT IN (…)</c> is <see cref="Not"/> of <see cref="InList"/>, functions with
/// a grammar of their own (TRIM, EXTRACT, JSON_VALUE, …) are <see cref="FunctionCall"/>s in the order that <see cref="SpecialFunctions"/> lists.</summary>
public abstract record Expression : SqlNode
{
    private Expression() { }

    public sealed record NullLiteral : Expression;

    /// <param name="Value"><see langword="null"/> for UNKNOWN.</param>
    public sealed record BooleanLiteral(bool? Value) : Expression;

    /// <summary>An unsigned number, digit by digit as written, so that decimals stay exact: <c>1.50</c> is DECIMAL(3, 2), <c>15e-1</c> a DOUBLE.</summary>
    public sealed record NumberLiteral(string Text) : Expression
    {
        /// <summary>Has an exponent.</summary>
        public bool IsApproximate => Text.AsSpan().IndexOfAny('e', 'E') >= 0;

        /// <summary>Digits only.</summary>
        public bool IsInteger => !Text.AsSpan().ContainsAnyExceptInRange('0', '9');
    }

    /// <param name="Value">Decoded: quotes, <c>U&amp;</c> and <c>e''</c> escapes are resolved.</param>
    public sealed record StringLiteral(string Value) : Expression;

    /// <param name="Hex">An even number of hexadecimal digits, in upper case.</param>
    public sealed record BinaryLiteral(string Hex) : Expression;

    /// <summary><c>DATE '…'</c>, <c>TIME '…'</c>, <c>TIMESTAMP '…'</c>; the text is checked by the binder.</summary>
    public sealed record DateTimeLiteral(DateTimeLiteralKind Kind, string Text) : Expression;

    /// <summary><c>INTERVAL [-]'1 12' DAY TO HOUR</c>; the text is checked by the binder.</summary>
    public sealed record IntervalLiteral(string Text, bool IsNegative, IntervalQualifier Qualifier) : Expression;

    /// <summary><c>INTERVAL (expression) DAY</c></summary>
    public sealed record IntervalOf(Expression Value, IntervalQualifier Qualifier) : Expression;

    /// <summary><c>a</c>, <c>t.a</c>, <c>t.a.b</c>: which part is a table, a column or a field of a row is the binder's to find out.</summary>
    public sealed record ColumnReference(NodeList<Identifier> Path) : Expression;

    /// <summary><c>f(x).field</c>; a path of plain names is a <see cref="ColumnReference"/>.</summary>
    public sealed record FieldAccess(Expression Target, Identifier Field) : Expression;

    /// <summary><c>target[index]</c> of an array, map or variant.</summary>
    public sealed record Subscript(Expression Target, Expression Index) : Expression;

    /// <summary>A scalar, aggregate, window or table function; also CURRENT_DATE and its kin, which are written without parentheses.</summary>
    /// <param name="Name">In upper case for functions with a grammar of their own, otherwise as written.</param>
    /// <param name="Arguments">May hold <see cref="NamedArgument"/>, <see cref="Star"/>, <see cref="Symbol"/>, <see cref="UnitArgument"/>,
    /// <see cref="TypeArgument"/>, <see cref="TableArgument"/>, <see cref="ModelArgument"/>, <see cref="Descriptor"/>, <see cref="DefaultArgument"/>, which stand nowhere else.</param>
    public sealed record FunctionCall(QualifiedName Name, NodeList<Expression> Arguments) : Expression
    {
        public bool Distinct { get; init; }

        /// <summary><c>ARRAY_AGG(x ORDER BY y)</c></summary>
        public NodeList<OrderItem> OrderBy { get; init; } = [];

        /// <summary><c>WITHIN GROUP (ORDER BY …)</c></summary>
        public NodeList<OrderItem> WithinGroup { get; init; } = [];

        public NullTreatment Nulls { get; init; }

        /// <summary>The condition of <c>FILTER (WHERE …)</c>, or <see langword="null"/>.</summary>
        public Expression? Filter { get; init; }

        /// <summary>The window of <c>OVER</c>, or <see langword="null"/>.</summary>
        public WindowSpecification? Over { get; init; }
    }

    /// <summary><c>name =&gt; value</c></summary>
    public sealed record NamedArgument(Identifier Name, Expression Value) : Expression;

    /// <summary>The <c>*</c> of COUNT(*).</summary>
    public sealed record Star : Expression;

    /// <summary>A keyword as an argument, in upper case: <c>BOTH</c>, <c>ABSENT</c>; see <see cref="SpecialFunctions"/>.</summary>
    public sealed record Symbol(string Name) : Expression;

    /// <summary>A unit as an argument: of EXTRACT, FLOOR, TIMESTAMPADD, …</summary>
    public sealed record UnitArgument(TimeUnit Unit) : Expression;

    /// <summary>A type as an argument: RETURNING of JSON functions.</summary>
    public sealed record TypeArgument(DataType Type) : Expression;

    /// <summary><c>TABLE t PARTITION BY … ORDER BY …</c> as an argument of a table function.</summary>
    public sealed record TableArgument(Query Table, NodeList<Expression> PartitionBy, NodeList<OrderItem> OrderBy) : Expression;

    /// <summary><c>MODEL m</c></summary>
    public sealed record ModelArgument(QualifiedName Model) : Expression;

    /// <summary><c>DESCRIPTOR(a, b)</c></summary>
    public sealed record Descriptor(NodeList<DescriptorColumn> Columns) : Expression;

    /// <summary><c>DEFAULT</c>: take the argument's or the column's default.</summary>
    public sealed record DefaultArgument : Expression;

    public sealed record Unary(UnaryOperator Operator, Expression Operand) : Expression;

    public sealed record Binary(BinaryOperator Operator, Expression Left, Expression Right) : Expression;

    /// <param name="Operands">At least two, none of them an <see cref="And"/> that was written without parentheses: generated
    /// conditions have thousands of terms, which must not become thousands of levels.</param>
    public sealed record And(NodeList<Expression> Operands) : Expression;

    /// <param name="Operands">At least two; flat for the same reason as <see cref="And"/>.</param>
    public sealed record Or(NodeList<Expression> Operands) : Expression;

    public sealed record Not(Expression Operand) : Expression;

    /// <summary><c>x IS NULL</c>, <c>x IS TRUE</c>, …; never NULL itself, so <c>IS NOT</c> is <see cref="Not"/> of it.</summary>
    public sealed record Is(Expression Operand, IsTest Test) : Expression;

    public sealed record IsDistinctFrom(Expression Left, Expression Right) : Expression;

    /// <param name="IsSymmetric">Low and high may be swapped.</param>
    public sealed record Between(Expression Value, Expression Low, Expression High, bool IsSymmetric) : Expression;

    public sealed record InList(Expression Value, NodeList<Expression> List) : Expression;

    public sealed record InQuery(Expression Value, Query Query) : Expression;

    /// <param name="Escape">The character after ESCAPE, or <see langword="null"/>.</param>
    public sealed record Like(Expression Value, Expression Pattern, Expression? Escape, LikeKind Kind) : Expression;

    /// <summary><c>x = ANY (SELECT …)</c>, <c>x &lt; ALL (…)</c></summary>
    public sealed record QuantifiedComparison(BinaryOperator Operator, bool IsAll, Expression Value, Query Query) : Expression;

    public sealed record Exists(Query Query) : Expression;

    public sealed record ScalarSubquery(Query Query) : Expression;

    /// <param name="Operand">Of <c>CASE x WHEN y</c>; <see langword="null"/> for <c>CASE WHEN condition</c>.</param>
    /// <param name="Else"><see langword="null"/> if there is none, which means NULL.</param>
    public sealed record Case(Expression? Operand, NodeList<WhenClause> Whens, Expression? Else) : Expression;

    /// <param name="IsTry">TRY_CAST.</param>
    public sealed record Cast(Expression Value, DataType Type, bool IsTry) : Expression;

    /// <summary><c>ROW(a, b)</c> or <c>(a, b)</c></summary>
    public sealed record Row(NodeList<Expression> Fields) : Expression;

    public sealed record Array(NodeList<Expression> Elements) : Expression;

    /// <summary><c>MAP[k1, v1, k2, v2]</c></summary>
    public sealed record Map(NodeList<MapEntry> Entries) : Expression;

    public sealed record Multiset(NodeList<Expression> Elements) : Expression;

    /// <summary><c>ARRAY(SELECT …)</c>, <c>MAP(SELECT …)</c>, <c>MULTISET(SELECT …)</c></summary>
    public sealed record CollectionQuery(CollectionKind Kind, Query Query) : Expression;
}

/// <summary><c>WHEN condition THEN result</c></summary>
public sealed record WhenClause(Expression Condition, Expression Result) : SqlNode;

/// <summary><c>key, value</c> of a MAP constructor.</summary>
public sealed record MapEntry(Expression Key, Expression Value) : SqlNode;

/// <summary>A name inside DESCRIPTOR(…).</summary>
/// <param name="Type"><see langword="null"/> if only the name is given, which is usual.</param>
public sealed record DescriptorColumn(Identifier Name, DataType? Type) : SqlNode;

/// <summary>A key of ORDER BY.</summary>
/// <param name="NullsFirst"><see langword="null"/> if neither NULLS FIRST nor NULLS LAST is written.</param>
public sealed record OrderItem(Expression Value, bool IsDescending, bool? NullsFirst) : SqlNode;

/// <summary>The word before the quoted text: <c>DATE '…'</c>.</summary>
public enum DateTimeLiteralKind { Date, Time, Timestamp }

/// <summary>The sign before an operand.</summary>
public enum UnaryOperator { Plus, Minus }

/// <summary>What stands between two operands, but AND and OR, which take any number.</summary>
public enum BinaryOperator
{
    Add, Subtract, Multiply, Divide, Modulo, Concatenate,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual,
}

/// <summary>What follows IS; a NOT between is a <see cref="Expression.Not"/> around it.</summary>
public enum IsTest { Null, True, False, Unknown, JsonValue, JsonObject, JsonArray, JsonScalar, Empty, ASet }

/// <summary>How a pattern is written.</summary>
public enum LikeKind { Like, SimilarTo }

/// <summary>The word before a query whose rows become one value.</summary>
public enum CollectionKind { Array, Map, Multiset }

/// <summary>What FIRST_VALUE, LAG, ARRAY_AGG and others do with NULLs.</summary>
public enum NullTreatment { Default, Respect, Ignore }
