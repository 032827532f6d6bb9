namespace StreamSql.Execution.Tests;

/// <summary>Says of which operators a test shows the law.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LawOfAttribute(params Type[] operators) : Attribute
{
    public IReadOnlyList<Type> Operators => operators;
}
