using System.Globalization;
using EdgeNoc.Collector.Store;
using EdgeNoc.Common.Enrolment;

namespace EdgeNoc.Collector.Sites.Enrolment;

/// <summary>Whether a claim makes this machine a site. Pure.</summary>
internal static class ClaimDecision
{
    /// <summary>Null: it does; also again for the machine that used it, whose answer may have been lost.</summary>
    /// <param name="claim">What the office knows of the secret; null: nothing.</param>
    /// <param name="site">What the machine says it is for.</param>
    /// <param name="publicKey">Of the machine, base64.</param>
    /// <param name="now">The collector's clock.</param>
    public static EnrolProblem? Refusal(ClaimRow? claim, string site, string publicKey, DateTimeOffset now)
    {
        if (claim is null || claim.Site != site)
            return new EnrolProblem(EnrolRefusals.Wrong, $"the office knows no such claim for {site}", "check that it is the newest that the office gave, or ask for a new one");
        if (claim.UsedMs is { } used && claim.UsedKey != publicKey)
        {
            return new EnrolProblem(
                EnrolRefusals.Used, $"this claim was used on {Day(used)} by the machine with the serial number {claim.UsedSerial}", "a claim is for one machine: ask the office for a new one; if that was not you, tell the office at once");
        }

        if (claim.VoidedMs is { } voided)
            return new EnrolProblem(EnrolRefusals.Revoked, $"the office took this claim back on {Day(voided)}, or made a newer one", "use the newest, or ask the office for one");
        return claim.ExpiresMs <= DbTime.Ms(now)
            ? new EnrolProblem(EnrolRefusals.Expired, $"this claim was good until {Day(claim.ExpiresMs)}", "ask the office for a new one: it is one command there")
            : null;
    }

    private static string Day(long ms) => DbTime.Time(ms).UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
