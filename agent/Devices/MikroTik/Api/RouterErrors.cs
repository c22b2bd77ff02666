using System.Globalization;
using System.Net.Sockets;

namespace EdgeNoc.Agent.Devices.MikroTik.Api;

/// <summary>The ways a router does not answer, each with what to do.</summary>
internal static class RouterErrors
{
    public static RouterException NoConnection(ApiTarget target, SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => Of(PollErrorKind.Unreachable, $"{target} refuses connections", $"switch the API on and let this machine in: /ip service set {target.Service} disabled=no address=AGENT"),
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => Of(PollErrorKind.Unreachable, $"the name {target.Host} is not known", "correct the url, or use the router's address instead of a name"),
        _ => Of(PollErrorKind.Unreachable, $"no connection to {target} ({exception.SocketErrorCode})", "check address, port and the way to the router (firewall, VLAN, power)"),
    };

    public static RouterException ConnectTimeout(ApiTarget target) =>
        Of(PollErrorKind.Timeout, $"{target} does not take connections: they time out", "check address, port and the way to the router (firewall, VLAN, power)");

    public static RouterException Timeout(ApiTarget target, string command, TimeSpan after) =>
        Of(PollErrorKind.Timeout, string.Create(CultureInfo.InvariantCulture, $"no complete answer from {target} to {command} within {after.TotalSeconds:0.###} s"), "check the link to the router and its CPU load; poll it more rarely (interval_s)");

    public static RouterException ClosedAtLogin(ApiTarget target) =>
        Of(PollErrorKind.Unreachable, $"{target} takes the connection and closes it at once", $"let this machine in: /ip service set {target.Service} address=AGENT, or check that the port is the API's");

    public static RouterException Closed(ApiTarget target) =>
        Of(PollErrorKind.PromptLost, $"{target} closed the connection in the middle of an answer", "the router restarts, or somebody ended the session; the next poll logs in again");

    public static RouterException Fatal(ApiTarget target, string reason) =>
        Of(PollErrorKind.PromptLost, $"{target} ended the session: {reason}", "the next poll logs in again; if it stays so, look at the router's log");

    public static RouterException Strange(ApiTarget target, FrameState state) => state switch
    {
        FrameState.Reserved => Of(PollErrorKind.ParseFailed, $"{target} sent a control byte that the API does not have", OtherService(target)),
        FrameState.Foreign => Of(PollErrorKind.ParseFailed, $"{target} answers, but not in the language of a RouterOS API", OtherService(target)),
        _ => TooLarge(target),
    };

    public static RouterException TooLarge(ApiTarget target) =>
        Of(PollErrorKind.ParseFailed, $"{target} sent more than any menu holds", "check that the url points at a RouterOS API and not at another service");

    public static RouterException NoHandshake(ApiTarget target) =>
        Of(PollErrorKind.Unsupported, $"{target} offers no TLS with a certificate (handshake failure)", "assign a certificate to api-ssl: /certificate add name=api common-name=router; /certificate sign api; /ip service set api-ssl certificate=api");

    public static RouterException NoTls(ApiTarget target, string reason) =>
        Of(PollErrorKind.Unsupported, $"no TLS connection to {target} ({reason})", "check that the port is that of api-ssl (8729), or write api:// for the service without TLS");

    /// <summary>What the plain API does with a TLS handshake: it waits for the rest of a word.</summary>
    public static RouterException SilentTls(ApiTarget target) =>
        Of(PollErrorKind.Timeout, $"{target} takes the connection and does not answer the TLS handshake", "check that the port is that of api-ssl (8729), and the router's CPU load");

    public static RouterException Refused(ApiTarget target, ApiTrap trap)
    {
        if (trap.IsForbidden) return Of(PollErrorKind.AuthFailed, $"{target} lets the user in nowhere ({trap.Message})", "give the user's group the policies api and read: /user group set GROUP policy=api,read");
        return trap.Message.Contains("user name or password", StringComparison.Ordinal) || trap.Message.Contains("cannot log in", StringComparison.Ordinal)
            ? Of(PollErrorKind.AuthFailed, $"{target} refused user and password", "check user and password file; the user's address list must hold this machine: /user print detail")
            : Of(PollErrorKind.AuthFailed, $"{target} refused the login: {trap.Message}", "check the user with /user print detail on the router");
    }

    public static RouterException OldLogin(ApiTarget target) =>
        Of(PollErrorKind.Unsupported, $"{target} is older than RouterOS 6.43 and asks for the old login", "update RouterOS; or set \"legacy_login\": true, and then change the password, because this try has sent it");

    public static RouterException NoPassword(string origin, string problem) =>
        Of(PollErrorKind.AuthFailed, $"the password ({origin}) {problem}", "put the password there, readable by the agent");

    public static RouterException Trapped(ApiTarget target, string command, ApiTrap trap) => trap.IsForbidden
        ? Of(PollErrorKind.AuthFailed, $"{target} does not let the user read {command} ({trap.Message})", "give the user's group the policies api and read: /user group set GROUP policy=api,read")
        : Of(PollErrorKind.Unsupported, $"{target} does not answer {command}: {trap.Message}", "check that url and driver fit the box");

    private static string OtherService(ApiTarget target) => $"check that the url points at the API ({target.Service}) and not at another service, such as a web page: /ip service print shows the ports";

    internal static RouterException Of(PollErrorKind kind, string detail, string remedy) => new(new PollError(kind, detail, remedy));
}
