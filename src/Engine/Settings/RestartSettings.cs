using StreamSql.Core.Connectors;
using StreamSql.Execution.Runtime;

namespace StreamSql.Engine.Settings;

/// <summary>Flink's <c>restart-strategy.*</c>.</summary>
internal static class RestartSettings
{
    private const string Type = "restart-strategy.type";
    private const string Attempts = "restart-strategy.fixed-delay.attempts";
    private const string Delay = "restart-strategy.fixed-delay.delay";
    private const string First = "restart-strategy.exponential-delay.initial-backoff";
    private const string Longest = "restart-strategy.exponential-delay.max-backoff";
    private const string Multiplier = "restart-strategy.exponential-delay.backoff-multiplier";
    private const string ResetAfter = "restart-strategy.exponential-delay.reset-backoff-threshold";
    private const string GrowingAttempts = "restart-strategy.exponential-delay.attempts-before-reset-backoff";
    private const string Failures = "restart-strategy.failure-rate.max-failures-per-interval";
    private const string Interval = "restart-strategy.failure-rate.failure-rate-interval";
    private const string RateDelay = "restart-strategy.failure-rate.delay";

    /// <summary>In the order in which the documentation shows them.</summary>
    public static IReadOnlyList<SettingSpec> All { get; } =
    [
        new(Type, OptionKind.Choice, null,
            "How a job starts again that a broker, a disk or the like has failed after its first micro-batch: exponential-delay if it keeps checkpoints, else none.")
        { Choices = ["none", "off", "disable", "fixed-delay", "fixeddelay", "exponential-delay", "exponentialdelay", "failure-rate", "failurerate"] },
        new(Attempts, OptionKind.Integer, "1", "With fixed-delay: how often the job starts again in all."),
        new(Delay, OptionKind.Duration, "1 s", "With fixed-delay: the pause before it does."),
        new(First, OptionKind.Duration, "1 s", "With exponential-delay: the first pause."),
        new(Longest, OptionKind.Duration, "1 min", "With exponential-delay: the longest pause."),
        new(Multiplier, OptionKind.Double, "1.5", "With exponential-delay: what a pause is multiplied by for the next one, above 1."),
        new(ResetAfter, OptionKind.Duration, "1 h", "With exponential-delay: after so long without a failure the next pause is the first again."),
        new(GrowingAttempts, OptionKind.Integer, "2147483647", "With exponential-delay: how often the job starts again without that."),
        new(Failures, OptionKind.Integer, "1", "With failure-rate: so many failures within the interval are endured."),
        new(Interval, OptionKind.Duration, "1 min", "With failure-rate: the interval in which failures are counted."),
        new(RateDelay, OptionKind.Duration, "1 s", "With failure-rate: the pause before the job starts again."),
    ];

    /// <param name="checkpointed">Whether the job has a place to go on from.</param>
    public static RestartStrategy Read(SessionSettings settings, bool checkpointed) => settings.Find(Type) switch
    {
        null => checkpointed ? Exponential(settings) : new RestartStrategy.None(),
        "fixed-delay" or "fixeddelay" => new RestartStrategy.FixedDelay(settings.Integer(Attempts), settings.Duration(Delay)),
        "exponential-delay" or "exponentialdelay" => Exponential(settings),
        "failure-rate" or "failurerate" => new RestartStrategy.FailureRate(
            settings.Integer(Failures), settings.Duration(Interval), settings.Duration(RateDelay)),
        _ => new RestartStrategy.None(),
    };

    /// <summary>Whether a value lies where the setting has a meaning; true for settings that are not of this family.</summary>
    public static bool IsInRange(string name, string value) => name switch
    {
        Attempts or GrowingAttempts => long.Parse(value, System.Globalization.CultureInfo.InvariantCulture) is >= 0 and <= int.MaxValue,
        Failures => long.Parse(value, System.Globalization.CultureInfo.InvariantCulture) is >= 1 and <= int.MaxValue,
        Multiplier => double.Parse(value, System.Globalization.CultureInfo.InvariantCulture) > 1,
        _ => true,
    };

    private static RestartStrategy.ExponentialDelay Exponential(SessionSettings settings) => new(
        settings.Duration(First), settings.Duration(Longest), settings.Double(Multiplier), settings.Duration(ResetAfter), settings.Integer(GrowingAttempts));
}
