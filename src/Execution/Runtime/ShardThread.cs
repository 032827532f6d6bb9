using System.Runtime.ExceptionServices;

namespace StreamSql.Execution.Runtime;

/// <summary>A thread that does one piece of work at a time for the job's thread.</summary>
internal sealed class ShardThread : IDisposable
{
    private const int StackSize = 16 << 20;

    private readonly SemaphoreSlim _start = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly Thread _thread;
    private Action? _work;
    private ExceptionDispatchInfo? _failure;

    public ShardThread(string name)
    {
        _thread = new Thread(Run, StackSize) { Name = name, IsBackground = true };
        _thread.Start();
    }

    public void Start(Action work)
    {
        _work = work;
        _start.Release();
    }

    /// <summary>Waits for the work and rethrows what it threw.</summary>
    public void Join()
    {
        _done.Wait();
        var failure = _failure;
        _failure = null;
        failure?.Throw();
    }

    public void Dispose()
    {
        _work = null;
        _start.Release();
        _thread.Join();
        _start.Dispose();
        _done.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _start.Wait();
            if (_work is not { } work)
                return;
            try
            {
                work();
            }
            catch (Exception e)
            {
                // Handed to the job's thread, which decides.
                _failure = ExceptionDispatchInfo.Capture(e);
            }

            _done.Release();
        }
    }
}
