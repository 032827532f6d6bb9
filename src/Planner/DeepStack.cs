using System.Runtime.ExceptionServices;

namespace StreamSql.Planner;

/// <summary>Plans long statements on a stack that holds them: an overflow would end the process.</summary>
internal static class DeepStack
{
    /// <summary>How deep expressions, queries and FROM may be nested, each for itself.</summary>
    public const int MaxLevels = 1_000;

    // A short text cannot be deep.
    private const int ShortLength = 500;

    private const int StackBytes = 256 << 20;

    /// <param name="length">Of the statement's text.</param>
    public static T Run<T>(int length, Func<T> work)
    {
        if (length <= ShortLength)
            return work();
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
