namespace EdgeNoc.Simulators.Olt;

/// <summary>What comes instead of any page.</summary>
internal static class Oddities
{
    private const int HugeBytes = 200 * 1024 * 1024;

    private const string LoginForm = """
        <html><head><title>Login</title><script src="js/login.js"></script></head>
        <body><form><input id="a" type="text"><input id="b" type="password"><input type="submit" value="Login"></form></body></html>

        """;

    private const string OtherVendor = """
        <html><head><title>OLT Web Management Interface</title></head>
        <frameset rows="80,*"><frame src="/action/top.html"><frame src="/action/main.html"></frameset></html>

        """;

    /// <summary>False when the page itself is to come.</summary>
    public static async Task<bool> TryWriteAsync(HttpContext context, MisbehaviourKind wrong, CancellationToken ended)
    {
        switch (wrong)
        {
            case MisbehaviourKind.AccessDenied:
                await context.Response.WriteAsync("Access Denied! Please login.", ended);
                return true;
            case MisbehaviourKind.ServerError:
                await WriteErrorAsync(context, 500, "Internal Server Error", "Out of memory", ended);
                return true;
            case MisbehaviourKind.LoginForm:
                await context.Response.WriteAsync(LoginForm, ended);
                return true;
            case MisbehaviourKind.OtherVendor:
                await context.Response.WriteAsync(OtherVendor, ended);
                return true;
            case MisbehaviourKind.Json:
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync("""{"code":0,"message":"Token Check Failed"}""", ended);
                return true;
            case MisbehaviourKind.Empty:
                return true;
            case MisbehaviourKind.Huge:
                var block = new byte[1 << 16];
                Array.Fill(block, (byte)' ');
                for (var sent = 0; sent < HugeBytes; sent += block.Length) await context.Response.Body.WriteAsync(block, ended);
                return true;
            default:
                return false;
        }
    }

    public static string Undefined(string procedure) => $"<html><body>ASP Error: Undefined procedure {procedure}</body></html>\n";

    public static Task WriteErrorAsync(HttpContext context, int status, string title, string text, CancellationToken ended)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(
            $"<html><head><title>Document Error: {title}</title></head>\r\n<body><h2>Access Error: {title}</h2>\r\n<p>{text}</p></body></html>\r\n",
            ended);
    }
}
