using System.Globalization;

namespace StreamSql.TestKit;

/// <summary>Runs a property on many random inputs. A failure names the seed; <c>STREAMSQL_SEED=n</c> replays that one alone.</summary>
public static class Seeds
{
    public const string Variable = "STREAMSQL_SEED";

    /// <summary>The seeds from 0 to before <paramref name="count"/>, or the one that is to be replayed.</summary>
    public static IEnumerable<int> Of(int count) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? [int.Parse(text, CultureInfo.InvariantCulture)] : Enumerable.Range(0, count);

    public static void Run(int count, Action<Random> property)
    {
        foreach (var seed in Of(count))
        {
            try
            {
                property(new Random(seed));
            }
            catch (Exception e)
            {
                throw new Xunit.Sdk.XunitException($"fails with {Variable}={seed}: {e.Message}", e);
            }
        }
    }
}
