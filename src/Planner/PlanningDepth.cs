using StreamSql.Core.Text;

namespace StreamSql.Planner;

/// <summary>Plans long statements on a stack that holds them.</summary>
internal static class PlanningDepth
{
    /// <summary>How deep expressions, queries and FROM may be nested, each for itself.</summary>
    public const int MaxLevels = 1_000;

    // A short text cannot be deep.
    private const int ShortLength = 500;

    private const int StackBytes = 256 << 20;

    /// <param name="length">Of the statement's text.</param>
    public static T Run<T>(int length, Func<T> work) => length <= ShortLength ? work() : DeepStack.Run(StackBytes, work);
}
