namespace StreamSql.Parser.Ast;

/// <summary>A name as it is looked up: without backticks, case kept. Columns and tables match case-sensitively, functions do not.</summary>
public sealed record Identifier(string Name) : SqlNode
{
    public override string ToString() => Name;
}

/// <summary>A name of one to three parts: <c>[[catalog.]database.]object</c>, or an object's nested field.</summary>
/// <param name="Parts">At least one, outermost first.</param>
public sealed record QualifiedName(NodeList<Identifier> Parts) : SqlNode
{
    /// <summary>The innermost part.</summary>
    public string Name => Parts[^1].Name;

    /// <summary>The parts with dots between, unquoted: for messages and look-ups, not for SQL.</summary>
    public override string ToString() => string.Join('.', Parts.Select(p => p.Name));
}
