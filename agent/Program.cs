Console.Error.WriteLine("edgenoc-agent: no verb yet");
return 2;
