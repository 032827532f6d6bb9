using System.Globalization;

namespace StreamSql.Execution.Tests;

/// <summary>Runs a property on many random inputs. A failure names the seed; <c>STREAMSQL_SEED=n</c> replays that one alone.</summary>
internal static class Seeds
{
    public static void Run(int count, Action<Random> property)
    {
        if (Environment.GetEnvironmentVariable("STREAMSQL_SEED") is { Length: > 0 } text)
        {
            property(new Random(int.Parse(text, CultureInfo.InvariantCulture)));
            return;
        }

        for (var seed = 0; seed < count; seed++)
        {
            try
            {
                property(new Random(seed));
            }
            catch (Exception e)
            {
                throw new Xunit.Sdk.XunitException($"fails with STREAMSQL_SEED={seed}: {e.Message}", e);
            }
        }
    }
}
