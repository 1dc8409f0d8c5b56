-- run once by the entrypoint of the postgres image; the services use a role that may change rows and nothing else
\getenv app_password DATABASE_APP_PASSWORD
CREATE ROLE jujube_app LOGIN PASSWORD :'app_password';
REVOKE ALL ON DATABASE jujube FROM PUBLIC;
GRANT CONNECT ON DATABASE jujube TO jujube_app;
