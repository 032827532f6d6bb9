using System.Runtime.CompilerServices;
using StreamSql.Core.Diagnostics;
using StreamSql.Core.Text;
using StreamSql.Engine.Jobs;
using StreamSql.Engine.Results;
using StreamSql.Engine.Settings;
using StreamSql.Engine.Statements;
using StreamSql.Parser;
using StreamSql.Parser.Ast;

namespace StreamSql.Engine;

/// <summary>A conversation with the engine: its own catalog, settings and jobs. Statements run one after the other; jobs over unbounded
/// input go on beside them. Not thread-safe.</summary>
public sealed class Session : IAsyncDisposable
{
    private readonly List<StreamingJob> _jobs = [];
    private readonly SessionContext _context;

    internal Session(StreamSqlEngine engine) => _context = new SessionContext(engine);

    /// <summary>The directory under which the jobs of this session keep their checkpoints, or <see langword="null"/>; it wins over
    /// <c>execution.checkpointing.dir</c>. Of several jobs each has a directory <c>job-n</c> in it and finds it by its query.</summary>
    public string? CheckpointDirectory
    {
        get => _context.CheckpointDirectory;
        set => _context.CheckpointDirectory = value;
    }

    /// <summary>Ends every job after so many micro-batches, with a checkpoint; for tests of restarts.</summary>
    internal int? StopAfterMicroBatches
    {
        set => _context.StopAfterMicroBatches = value;
    }

    /// <summary>The session's <c>table.local-time-zone</c>.</summary>
    public TimeZoneInfo LocalTimeZone => _context.Settings.Zone;

    /// <summary>All jobs that this session has started and that have not ended.</summary>
    public IReadOnlyList<StreamingJob> Jobs => [.. _jobs.Where(j => !j.Completion.IsCompleted)];

    /// <summary>What SET does.</summary>
    /// <exception cref="SqlException">The value is malformed (SS4202), or the key is one of ours that does not exist (SS4201).</exception>
    public void Set(string key, string value)
    {
        if (_context.Settings.Set(key, value) is { } warning)
            _context.Engine.Options.Warning(warning);
    }

    /// <summary>Runs one statement.</summary>
    /// <param name="sql">A statement, with or without a semicolon.</param>
    /// <param name="baseDirectory">What relative paths are relative to; the current directory if left out.</param>
    /// <exception cref="SqlException">The statement is wrong.</exception>
    public Task<StatementResult> ExecuteAsync(string sql, string? baseDirectory = null)
    {
        var source = new SourceText("<statement>", sql);
        return Task.FromResult(Run(source, SqlParser.ParseStatement(source), baseDirectory ?? Environment.CurrentDirectory, JobPlace.Alone, Warnings()));
    }

    /// <summary>Parses a whole script and runs its statements in order; the next one runs when the result of the one before has been
    /// taken.</summary>
    /// <param name="baseDirectory">What relative paths are relative to: the script's directory.</param>
    /// <exception cref="SqlException">Before anything runs: all syntax errors of the script. Later: the statement that is wrong.</exception>
    public async IAsyncEnumerable<StatementResult> ExecuteScriptAsync(
        SourceText script, string baseDirectory, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var statements = SqlParser.ParseScript(script);
        var jobs = statements.Count(IsJob);
        var left = jobs;
        var warnings = Warnings();
        foreach (var statement in statements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var place = new JobPlace(left, jobs == 1, statements);
            if (IsJob(statement))
                left--;
            // Statements are quick to start; the yield keeps a caller's event loop alive between them.
            await Task.Yield();
            yield return Run(script, statement, baseDirectory, place, warnings);
        }
    }

    /// <summary>Parses and plans everything without running it.</summary>
    /// <returns>All errors and warnings, in the order of the text.</returns>
    public IReadOnlyList<Diagnostic> Check(SourceText script, string baseDirectory) => ScriptChecker.Check(_context, script, baseDirectory);

    /// <summary>Plans every query of a script, running only what changes the catalog and the settings.</summary>
    /// <returns>Per query its stages: AST, logical, optimized and physical plan.</returns>
    /// <exception cref="SqlException">A statement is wrong.</exception>
    public IReadOnlyList<string> Explain(SourceText script, string baseDirectory) => PlanExplainer.ExplainScript(_context, script, baseDirectory);

    /// <summary>Ends the session's jobs where they stand; use <see cref="StreamingJob.StopAsync"/> before to stop them cleanly.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var job in _jobs)
            await job.DisposeAsync();
        _jobs.Clear();
    }

    private StatementWarnings Warnings() => new(_context.Engine.Options.Warning);

    private StatementResult Run(SourceText source, Statement statement, string baseDirectory, JobPlace place, StatementWarnings warnings)
    {
        try
        {
            var result = new StatementExecutor(_context, source, baseDirectory, place, warnings).Execute(statement);
            _jobs.RemoveAll(j => j.Completion.IsCompleted);
            if (result is StatementResult.Started { Job: var started })
                _jobs.Add(started);
            else if (result is StatementResult.Query { Job: var querying })
                _jobs.Add(querying);
            return result;
        }
        catch (SqlException e)
        {
            throw ErrorPlaces.Add(e, statement).In(source);
        }
    }

    private static bool IsJob(Statement statement) => statement is Statement.Insert or Statement.StatementSet;
}
