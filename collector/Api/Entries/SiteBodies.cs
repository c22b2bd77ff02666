using EdgeNoc.Collector.Sites.Secrets;
using EdgeNoc.Common.Config;

namespace EdgeNoc.Collector.Api.Entries;

/// <summary>A device's password to be kept; it is returned by nothing.</summary>
/// <param name="Password">1 to 256 characters.</param>
/// <param name="AllSharing">Also for every device that has the same one as this one has now.</param>
internal sealed record SecretBody(string Password, bool AllSharing)
{
    public static SecretBody Read(ConfigSection section)
    {
        var password = section.TextOrEmpty("password");

        // Whatever is wrong with it, it is not shown.
        if (password.Length is 0 or > SecretStore.MaxLength || password.Any(char.IsControl)) section.Error("password", null, "cannot be a password", $"send 1 to {SecretStore.MaxLength} characters on one line");
        var body = new SecretBody(password, section.Flag("all_sharing", fallback: false));
        section.Finish();
        return body;
    }
}
