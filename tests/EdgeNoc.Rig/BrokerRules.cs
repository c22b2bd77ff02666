namespace EdgeNoc.Rig;

/// <summary>The broker's access rules as an operator installs them: <c>provisioning/mosquitto/edgenoc.acl</c>.</summary>
public static class BrokerRules
{
    /// <summary>The one user that is no site.</summary>
    public const string Collector = "collector";

    /// <summary>The file's text, with leave for anybody without a user name to listen to everything and to say nothing.</summary>
    public static string WithAnonymousListeners() => "topic read edgenoc/v1/#\n" + With();

    /// <summary>The file's text, with rules for further users who may only listen, to every site.</summary>
    public static string With(params IReadOnlyList<string> listeners) =>
        File.ReadAllText(Path.Combine(RigDirectory.RepositoryRoot, "provisioning", "mosquitto", "edgenoc.acl"))
        + string.Concat(listeners.Select(user => $"\nuser {user}\ntopic read edgenoc/v1/#\n"));
}
