using System.Runtime.ExceptionServices;

namespace StreamSql.Core.Text;

/// <summary>Runs what recurses as deep as a text is nested on a stack that holds it: an overflow would end the process.</summary>
public static class DeepStack
{
    /// <summary>Runs it on a thread of its own and returns what it returns, or throws what it throws.</summary>
    /// <param name="bytes">Of the stack.</param>
    public static T Run<T>(int bytes, Func<T> work)
    {
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
            bytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }
}
