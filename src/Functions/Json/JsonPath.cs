namespace StreamSql.Functions.Json;

/// <summary>A step of a path.</summary>
/// <param name="IsDeep">Whether it is taken from the value and from everything inside it (<c>..</c>).</param>
internal abstract record JsonStep(bool IsDeep)
{
    /// <summary>A member of an object.</summary>
    public sealed record Member(byte[] Name, bool IsDeep) : JsonStep(IsDeep);

    /// <summary>Items of an array; negative ones count from its end.</summary>
    public sealed record Items(int[] Indexes, bool IsDeep) : JsonStep(IsDeep);

    /// <summary>The items from one to before another; <see langword="null"/> is the end of the array on that side.</summary>
    public sealed record Slice(int? From, int? To, bool IsDeep) : JsonStep(IsDeep);

    /// <summary>All items or members.</summary>
    public sealed record All(bool IsDeep) : JsonStep(IsDeep);

    /// <summary>The items, or the object itself, for which a condition holds.</summary>
    public sealed record Where(JsonCondition Condition, bool IsDeep) : JsonStep(IsDeep);

    /// <summary>Whether it leads to one value at most.</summary>
    public bool IsDefinite => !IsDeep && this is Member or Items { Indexes.Length: 1 };
}

/// <summary>A condition of a filter.</summary>
internal abstract record JsonCondition
{
    private JsonCondition()
    {
    }

    public sealed record And(JsonCondition Left, JsonCondition Right) : JsonCondition;

    public sealed record Or(JsonCondition Left, JsonCondition Right) : JsonCondition;

    public sealed record Not(JsonCondition Operand) : JsonCondition;

    /// <summary>Whether the path leads somewhere.</summary>
    public sealed record Exists(JsonOperand.Path Path) : JsonCondition;

    /// <param name="Operator">One of == != &lt; &lt;= &gt; &gt;=.</param>
    public sealed record Compare(JsonOperand Left, string Operator, JsonOperand Right) : JsonCondition;
}

/// <summary>A side of a comparison in a filter.</summary>
internal abstract record JsonOperand
{
    private JsonOperand()
    {
    }

    /// <param name="FromRoot">Whether it starts at <c>$</c> rather than at the item, <c>@</c>.</param>
    public sealed record Path(bool FromRoot, IReadOnlyList<JsonStep> Steps) : JsonOperand;

    /// <param name="Text">Of a string without quotes.</param>
    public sealed record Constant(JsonKind Kind, byte[] Text) : JsonOperand;
}

/// <summary>A path of SQL/JSON: steps from the root of a document.</summary>
/// <param name="IsLax">Whether a value that is not there is no error; without a word before the path it is one.</param>
internal sealed record JsonPath(bool IsLax, IReadOnlyList<JsonStep> Steps, string Text)
{
    /// <summary>Whether it leads to one value at most; if not, its result is the array of all.</summary>
    public bool IsDefinite { get; } = Steps.All(s => s.IsDefinite);
}
