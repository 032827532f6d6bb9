using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StreamSql.Storage.Files;

/// <summary>The process that holds a <see cref="DirectoryLock"/>.</summary>
/// <param name="Started">When it took the lock, by its own clock.</param>
/// <param name="BootId">The kernel's identity of this boot of the machine; empty where the platform has none.</param>
public sealed record LockOwner(string Host, int ProcessId, DateTimeOffset Started, string BootId)
{
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    internal static LockOwner ThisProcess(TimeProvider clock) => new(
        Environment.MachineName,
        Environment.ProcessId,
        clock.GetUtcNow(),
        File.Exists(BootIdFile) ? File.ReadAllText(BootIdFile).Trim() : "");

    /// <summary>What the file says, or null if it is missing or half written: it informs people and decides nothing.</summary>
    internal static LockOwner? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), LockOwnerJson.Default.LockOwner);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, LockOwnerJson.Default.LockOwner);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"process {ProcessId} on host '{Host}' since {Started.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LockOwner))]
internal sealed partial class LockOwnerJson : JsonSerializerContext;
