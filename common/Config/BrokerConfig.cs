using EdgeNoc.Common.Mqtt;

namespace EdgeNoc.Common.Config;

/// <summary>How to reach the broker and as whom.</summary>
/// <param name="Urls">Tried in turn; at least one.</param>
/// <param name="CaFile">CA certificates in PEM, absolute; null takes the system's.</param>
/// <param name="User">Null together with <paramref name="Password"/>: connects anonymously.</param>
/// <param name="Password">Read at each use.</param>
public sealed record BrokerConfig(IReadOnlyList<BrokerAddress> Urls, string? CaFile, string? User, SecretSource? Password)
{
    /// <summary>Reads the section <c>broker</c>.</summary>
    /// <param name="section">The section.</param>
    /// <param name="fixedUser">The user where nobody can choose it, as for a site; null reads the key <c>user</c>.</param>
    public static BrokerConfig Read(ConfigSection section, string? fixedUser = null)
    {
        var urls = Addresses(section, "urls");
        var caFile = section.FileAt("ca_file");
        var user = fixedUser ?? section.Text("user");
        var password = section.SecretOf("password", withUser: fixedUser is null ? "user" : null);
        section.Finish();
        return new BrokerConfig(urls, caFile, password is null ? null : user, password);
    }

    /// <summary>Reads the password; <paramref name="problem"/> names the place and what is wrong there. Null and true without one.</summary>
    public bool TryReadPassword(out Secret? password, out string problem)
    {
        (password, problem) = (null, "");
        if (Password is null) return true;
        if (Password.TryRead(out var secret, out problem))
        {
            password = secret;
            return true;
        }

        problem = $"the password ({Password.Origin}) {problem}";
        return false;
    }

    /// <summary>The connection's options; without <paramref name="password"/> it is anonymous.</summary>
    public MqttOptions Options(string clientId, Secret? password) =>
        new() { Brokers = Urls, ClientId = clientId, UserName = password is null ? null : User, Password = password?.Reveal(), CaFile = CaFile };

    private static List<BrokerAddress> Addresses(ConfigSection section, string key)
    {
        var addresses = new List<BrokerAddress>();
        foreach (var (place, text) in section.Texts(key, required: true, "a list such as [\"mqtts://noc.example.net:8883\"]"))
        {
            if (BrokerAddress.TryParse(text, out var address, out var problem)) addresses.Add(address);
            else section.Error(place, text.Contains('@', StringComparison.Ordinal) ? null : ConfigSection.Quoted(text), "is no broker address", problem);
        }

        return addresses;
    }
}
