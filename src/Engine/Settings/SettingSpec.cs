using StreamSql.Core.Connectors;

namespace StreamSql.Engine.Settings;

/// <summary>What a setting does here.</summary>
public enum SettingEffect
{
    /// <summary>It changes what a job does.</summary>
    Effective,

    /// <summary>Accepted so that scripts run unchanged; there is nothing for it to change in one process.</summary>
    Accepted,
}

/// <summary>A setting as data: checked by SET, documented and suggested from here.</summary>
/// <param name="Name">Flink's exact key, or one of ours under <c>streamsql.</c>.</param>
/// <param name="Default">As RESET leaves it; <see langword="null"/> if it has no value then.</param>
/// <param name="Doc">One sentence, with the unit.</param>
public sealed record SettingSpec(string Name, OptionKind Kind, string? Default, string Doc, SettingEffect Effect = SettingEffect.Effective)
{
    /// <summary>The values of a <see cref="OptionKind.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
