using System.Text;

namespace EdgeNoc.Simulators.Http;

/// <summary>The one user that a simulated box knows.</summary>
internal sealed class BasicCredentials(string user, string password)
{
    private readonly string _expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>Whether a request carries user and password in its <c>Authorization</c>.</summary>
    public bool Allow(HttpRequest request) => request.Headers.Authorization.ToString() == _expected;
}
