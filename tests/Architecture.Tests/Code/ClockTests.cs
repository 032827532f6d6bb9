using System.Diagnostics;
using StreamSql.TestKit;

namespace StreamSql.Architecture.Tests.Code;

/// <summary>Time and chance are injected: replay is deterministic because nothing reads them elsewhere. Looked up in the compiled code, so
/// no alias or <c>using static</c> hides a call.</summary>
public sealed class ClockTests
{
    private static readonly string[] Banned =
    [
        "System.DateTime.get_Now()", "System.DateTime.get_UtcNow()", "System.DateTime.get_Today()",
        "System.DateTimeOffset.get_Now()", "System.DateTimeOffset.get_UtcNow()",
        "System.Diagnostics.Stopwatch.", "System.Environment.get_TickCount",
        "System.TimeProvider.get_System()",
        "System.Random..ctor()", "System.Random.get_Shared()",
        "System.Guid.NewGuid()", "System.Guid.CreateVersion7()",
        "System.Security.Cryptography.RandomNumberGenerator.",
        "System.Threading.Thread.Sleep(", "System.Threading.Timer..ctor(", "System.Threading.PeriodicTimer..ctor(",
        "System.Threading.CancellationTokenSource.CancelAfter(", "System.Threading.CancellationTokenSource..ctor(System.TimeSpan",
        "System.Threading.CancellationTokenSource..ctor(Int32)",
        "System.Threading.Tasks.Task.Delay(",
    ];

    // Each with the reason why it is the place for it.
    private static readonly (string Type, string Member, string Because)[] Allowed =
    [
        ("StreamSql.Engine.EngineOptions", "System.TimeProvider.get_System()", "here the real clock comes in, unless the host has its own"),
        ("StreamSql.Cli.ProgressLine", "System.TimeProvider.get_System()", "how often a terminal's line is rewritten changes no result"),
    ];

    [Fact]
    public void No_code_reads_the_wall_clock_or_makes_its_own_chance() =>
        Assert.DoesNotContain(OurAssemblies.Paths.SelectMany(Violations), v => !Allowed.Any(a => a.Type == v.SourceType && a.Member == v.Target));

    [Fact]
    public void Every_exception_is_still_needed()
    {
        var found = OurAssemblies.Paths.SelectMany(Violations).ToList();
        Assert.All(Allowed, a => Assert.Contains(found, v => a.Type == v.SourceType && a.Member == v.Target));
    }

    [Fact]
    public void A_clock_is_noticed()
    {
        var found = Violations(typeof(Offender).Assembly.Location).Where(v => v.SourceType == typeof(Offender).FullName).Select(v => v.Target).ToList();
        Assert.Contains("System.DateTime.get_UtcNow()", found);
        Assert.Contains("System.Random..ctor()", found);
        Assert.Contains("System.Diagnostics.Stopwatch.GetTimestamp()", found);
        Assert.Contains(found, f => f.StartsWith("System.Threading.Tasks.Task.Delay(", StringComparison.Ordinal));
        Assert.DoesNotContain("System.Random..ctor(Int32)", found);
        Assert.Single(found, f => f.StartsWith("System.Threading.Tasks.Task.Delay(", StringComparison.Ordinal));
        Assert.NotEmpty(Offender.Now());
    }

    private static IEnumerable<Instruction> Violations(string assembly) => CompiledCode.Of(assembly).Where(i => IsBanned(i.Target));

    // What is given a clock is right.
    private static bool IsBanned(string member) =>
        Array.Exists(Banned, b => member.StartsWith(b, StringComparison.Ordinal))
        && !member.EndsWith("System.TimeProvider)", StringComparison.Ordinal) && !member.Contains("System.TimeProvider, ", StringComparison.Ordinal);

    private static class Offender
    {
        public static IEnumerable<object> Now()
        {
            yield return DateTime.UtcNow;
            yield return Stopwatch.GetTimestamp();
            yield return new Random();
            yield return new Random(1);
            yield return Task.Delay(1);
            yield return Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }
}
