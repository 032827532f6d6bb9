namespace StreamSql.Execution.Runtime;

/// <summary>Waits for the asynchronous edges on a job's own threads, which are no pool threads: none of them can be starved by it.</summary>
internal static class Blocking
{
    public static void Wait(ValueTask task)
    {
        if (task.IsCompletedSuccessfully)
            task.GetAwaiter().GetResult();
        else
            task.AsTask().GetAwaiter().GetResult();
    }

    public static T Wait<T>(ValueTask<T> task) =>
        task.IsCompletedSuccessfully ? task.Result : task.AsTask().GetAwaiter().GetResult();
}
